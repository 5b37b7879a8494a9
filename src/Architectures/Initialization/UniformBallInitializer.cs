using MomentsDnns.Architectures.Random;

namespace MomentsDnns.Architectures.Initialization;

/// <summary>
/// The weight vector of each output channel uniform in the ball of n = fan-in dimensions, channels independent. Source:
/// Labatie 2019, section 2.
/// </summary>
/// <remarks>E|w|^2 = R^2 n / (n + 2): the radius sqrt(V (n + 2) / n) gives the second moment V.</remarks>
public sealed class UniformBallInitializer : IWeightInitializer
{
    private readonly double? _radius, _secondMoment;

    private UniformBallInitializer(double? radius, double? secondMoment) =>
        (_radius, _secondMoment) = (radius, secondMoment);

    /// <summary>Balls of a radius.</summary>
    /// <param name="radius">R, the same for any fan-in.</param>
    public static UniformBallInitializer OfRadius(double radius) => new(radius, null);

    /// <summary>Balls whose radius follows from the second moment and fan-in.</summary>
    /// <param name="secondMoment">V = E|w|^2; 2 is that of He's law.</param>
    public static UniformBallInitializer OfSecondMoment(double secondMoment) => new(null, secondMoment);

    /// <summary>The radius of the balls.</summary>
    /// <param name="fanIn">n.</param>
    public double Radius(int fanIn) => _radius ?? Math.Sqrt(_secondMoment!.Value * (fanIn + 2.0) / fanIn);

    /// <inheritdoc/>
    public void Fill(Span<float> weights, Fans fans, RandomStream stream) =>
        stream.FillBalls(weights, weights.Length / fans.In, Radius(fans.In));
}
