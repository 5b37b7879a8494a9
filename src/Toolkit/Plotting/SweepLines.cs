using MomentsDnns.Analysis.Sweeps;
using MomentsDnns.Theory;

namespace MomentsDnns.Plotting;

/// <summary>What is drawn over the map of a sweep.</summary>
public sealed record SweepLines
{
    /// <summary>Whose order-to-chaos line is drawn over weight and bias variance; null: none.</summary>
    public MeanField? Theory { get; init; }

    /// <summary>
    /// xi by sigma_w^2, of which multiples are drawn over weight variance and depth (<see cref="DepthScale"/>); null:
    /// none.
    /// </summary>
    public Func<double, double?>? DepthScale { get; init; }

    /// <summary>log10 of chi before training, of which contours are drawn; null: none.</summary>
    public SweepGrid? Sensitivity { get; init; }
}
