using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis.ResidualNets;
using MomentsDnns.Results;
using static System.FormattableString;

namespace MomentsDnns.Analysis.Growth;

/// <summary>
/// By which law a quantity grows with depth. Every law is fitted in logarithms, by least squares in each simulation,
/// over one range of depths that leaves out the transient; simulations are independent and all uncertainty comes from
/// their spread.
/// </summary>
/// <remarks>
/// With p_m the centred shape of law m over the range, scaled to length 1, and y the mean curve, least squares leaves
/// |y|^2 - (p_m y)^2: the nearest law is that of the largest p_m y. Which of two laws is nearer is thus decided by the
/// sign of (p_m - p_k) y, a mean over simulations of one number each.
/// </remarks>
public sealed record GrowthFit
{
    /// <summary>The first depth of the range.</summary>
    public required int FirstDepth { get; init; }

    /// <summary>The last depth of the range.</summary>
    public required int LastDepth { get; init; }

    /// <summary>How many recorded depths the range holds.</summary>
    public required int Points { get; init; }

    /// <summary>
    /// What is added to l in the power law: a + tau + 1/2 in residual nets whose branches have the share 1 / (l + a),
    /// tau the fitted exponent itself (<see cref="Theory.ResidualTheory"/>); 0 elsewhere.
    /// </summary>
    public double PowerLawOffset { get; init; }

    /// <summary>The mean over simulations of log value(last) - log value(first).</summary>
    public required Estimate LogGrowth { get; init; }

    /// <summary>Each law, in the order of <see cref="GrowthLaw"/>.</summary>
    public required IReadOnlyList<LawFit> Fits { get; init; }

    /// <summary>
    /// The law that is nearest with the confidence asked for, and describes the curve; null where none is.
    /// </summary>
    public GrowthLaw? Preferred { get; init; }

    /// <summary>Whether the quantity grows at all, beyond noise.</summary>
    public bool Grows { get; init; }

    /// <summary>Why no law is preferred; empty where one is.</summary>
    public string Reason { get; init; } = "";

    /// <summary>One law's fit.</summary>
    /// <param name="law">Which.</param>
    public LawFit this[GrowthLaw law] => Fits.Single(f => f.Law == law);

    /// <summary>
    /// Of each simulation whose curve is by itself nearest to an exponential, its rate gamma: the mean curve's law need
    /// not be that of any one.
    /// </summary>
    internal IReadOnlyList<double> OwnExponentials { get; init; } = [];

    /// <summary>Curves over the range of the fit.</summary>
    internal CompleteCurves Within(IReadOnlyList<int> depths, double[,] values) =>
        CompleteCurves.Of(depths, values, Enumerable.Range(0, depths.Count)
            .Where(c => depths[c] >= FirstDepth && depths[c] <= LastDepth));

    /// <summary>The power law's abscissa in words; null where it is log l.</summary>
    public string? AbscissaText() =>
        PowerLawOffset > 0 ? Invariant($"the power law is of residual nets: tau on log(l + {PowerLawOffset:F2})")
            : null;

    /// <summary>
    /// Fits every law to chi at the output of each layer or unit; in residual nets with branches of one power, by that
    /// power law.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="options">Range and confidence; the defaults when null.</param>
    /// <returns>
    /// The fits, or null where chi was not recorded there, fewer than 2 simulations or 4 depths hold it, or layers
    /// differ: no law holds of them.
    /// </returns>
    public static GrowthFit? OfSensitivity(RunResults run, AnalysisOptions? options = null) =>
        run.Facts is { Along: null, IsOfTraining: false } && Quantity.Chi.Find(run) is { } chi
            ? Of(run.Depths, chi.ToArray(), options, ShareOffset.Of(run)?.Value) : null;

    /// <summary>Fits every law.</summary>
    /// <param name="depths">The depths of the columns, ascending, above 0.</param>
    /// <param name="logValues">[simulations, depths]: natural logarithms. Columns with a NaN are left out.</param>
    /// <param name="options">Range and confidence; the defaults when null.</param>
    /// <param name="shareOffset">
    /// a of residual nets whose branches have the share 1 / (l + a); null for a power of l itself.
    /// </param>
    /// <returns>The fits, or null where fewer than 2 simulations or 4 depths are left.</returns>
    public static GrowthFit? Of(IReadOnlyList<int> depths, double[,] logValues, AnalysisOptions? options = null,
        double? shareOffset = null)
    {
        options ??= new();
        CompleteCurves curves = CompleteCurves.Of(depths, logValues, options.FitColumns(depths));
        return curves.Values.Length < 2 || curves.Depths.Length < 4 ? null
            : new GrowthFitter(curves, options, shareOffset).Fit();
    }
}
