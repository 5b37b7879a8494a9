using MomentsDnns.Analysis.Inference;
using static System.FormattableString;

namespace MomentsDnns.Analysis.Growth;

/// <summary>The laws that were fitted to chi, as a table for text and pages.</summary>
public static class GrowthTable
{
    /// <summary>The heads of the columns of <see cref="Rows"/>.</summary>
    public static IReadOnlyList<string> Header { get; } =
        ["law", "exponent", "value", "error", "95% interval", "misfit", "of growth", "bend t", "weight"];

    /// <summary>A row a law; the exponent is a symbol in the markup of labels.</summary>
    /// <param name="growth">The fits.</param>
    public static IReadOnlyList<IReadOnlyList<string>> Rows(GrowthFit growth) => [.. growth.Fits.Select(Row)];

    private static IReadOnlyList<string> Row(LawFit fit)
    {
        (double lower, double upper) = fit.Exponent.Interval(0.95);
        return
        [
            fit.Law.Name(), fit.Law.ExponentName(), .. MeasuredText.Cells(fit.Exponent),
            Invariant($"{lower:G4} to {upper:G4}"), Invariant($"{fit.Misfit:G2}"),
            MeasuredText.Percent(fit.MisfitShare, 2), Invariant($"{fit.LargestT:F1}"), Invariant($"{fit.Weight:F3}"),
        ];
    }
}
