using MomentsDnns.Analysis.SideBySide;
using MomentsDnns.Analysis.Sweeps;
using MomentsDnns.Plotting;
using MomentsDnns.Results;

namespace MomentsDnns.Sweeps;

/// <summary>What the caption of a sweep's figure says of its runs.</summary>
public static class SweepCaption
{
    /// <summary>
    /// Of what differs between the points, the whole range: depths are those that were found, the nearest recorded
    /// ones.
    /// </summary>
    /// <param name="runs">The runs, one or more.</param>
    /// <param name="grid">The numbers taken of them.</param>
    public static string Of(IReadOnlyList<RunResults> runs, SweepGrid grid)
    {
        int[] depths = [.. grid.Values.Cast<EndPoint?>().OfType<EndPoint>().Select(p => p.Depth)];
        string what = runs.All(r => r.Facts.IsOfTraining) ? "after step" : "at depth";
        string place = depths.Length == 0 ? "" : $", {what} {Span(depths)}";
        IEnumerable<string> images = runs.Select(
            r => FigureLabel.Quote(PrintedNames.Of("dataset", r.Configuration.Dataset))).Distinct();
        string nets = Span(runs.Select(r => r.Simulations.Count));
        return $"{nets} simulation{(nets == "1" ? "" : "s")} a point{place}; "
            + $"width {Span(runs.Select(r => r.Configuration.Network.Width))}, {string.Join(" or ", images)}.";

        static string Span(IEnumerable<int> numbers) =>
            numbers.Min() is var least && numbers.Max() is var most && least < most ? $"{least} to {most}" : $"{least}";
    }
}
