namespace MomentsDnns.Propagation;

/// <summary>The curves at one depth of a simulation, in natural logarithms; NaN where the signal is lost.</summary>
/// <param name="LogLength">log L, L the mean length of the curves.</param>
/// <param name="LogRadius">log sqrt(C H W nu_2(x)): the root mean square norm of the points.</param>
/// <param name="LogSpread">log sqrt(C H W mu_2(x)): the same about the batch's mean in each channel.</param>
public readonly record struct TrajectoryPoint(double LogLength, double LogRadius, double LogSpread)
{
    /// <summary>Of a signal that left the range of numbers.</summary>
    internal static TrajectoryPoint Lost { get; } = new(double.NaN, double.NaN, double.NaN);
}
