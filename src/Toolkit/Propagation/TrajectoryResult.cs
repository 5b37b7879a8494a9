namespace MomentsDnns.Propagation;

/// <summary>
/// The lengths that <see cref="TrajectoryLength"/> measured, over simulations and depths. Immutable. Natural
/// logarithms; NaN where the signal left the range of numbers, or, of what is divided by the spread, where its variance
/// sank into rounding.
/// </summary>
public sealed class TrajectoryResult
{
    private readonly IReadOnlyList<TrajectoryPoint[]> _points; // [simulations][depths]
    private readonly IReadOnlyList<double> _logInputLengths;

    internal TrajectoryResult(IReadOnlyList<int> depths, IReadOnlyList<double> logInputLengths,
        IReadOnlyList<TrajectoryPoint[]> points)
    {
        (Depths, _logInputLengths, _points) = (depths, logInputLengths, points);
    }

    /// <summary>
    /// 0, the tensor after the first convolution, then the recorded layers or residual units: each at its output.
    /// </summary>
    public IReadOnlyList<int> Depths { get; }

    /// <summary>How many simulations there are.</summary>
    public int Simulations => _points.Count;

    /// <summary>log L of the images themselves, before the first convolution.</summary>
    /// <param name="simulation">From 0.</param>
    public double LogInputLength(int simulation) => _logInputLengths[simulation];

    /// <summary>Length, radius and spread at a depth.</summary>
    /// <param name="simulation">From 0.</param>
    /// <param name="index">Into <see cref="Depths"/>.</param>
    public TrajectoryPoint this[int simulation, int index] => _points[simulation][index];

    /// <summary>log L, L = 2 pi E|dx/dt| the mean length of the curves.</summary>
    /// <inheritdoc cref="this[int, int]" path="/param"/>
    public double LogLength(int simulation, int index) => this[simulation, index].LogLength;

    /// <summary>
    /// log(L / sqrt(C H W mu_2(x))): the length in units of the batch's spread about its mean in each channel.
    /// </summary>
    /// <inheritdoc cref="this[int, int]" path="/param"/>
    public double LogLengthOverSpread(int simulation, int index) =>
        this[simulation, index].LogLength - this[simulation, index].LogSpread;
}
