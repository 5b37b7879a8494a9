using MomentsDnns.Analysis.Growth;
using MomentsDnns.Analysis.Inference;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Reproduction.Published;
using MomentsDnns.Results;

namespace MomentsDnns.Reproduction;

/// <summary>
/// Collects the lines of one figure: each quantity at the depths that are published, measured where the run recorded
/// them.
/// </summary>
/// <param name="figure">The figure's name.</param>
/// <param name="experiment">The published run beside it.</param>
/// <param name="run">The run.</param>
internal sealed class FindingLines(string figure, PublishedExperiment experiment, RunResults run)
{
    private readonly List<Finding> _all = [];

    /// <summary>The lines, in order.</summary>
    public IReadOnlyList<Finding> All => _all;

    /// <summary>The last recorded depth.</summary>
    public int End => run.Depths[^1];

    /// <summary>Mean and deviation of a statistic on its linear scale.</summary>
    public void Linear(string quantity, Statistic statistic, Location location, params ReadOnlySpan<int> depths)
    {
        Curve curve = run.Get(statistic, location);
        foreach (int depth in depths)
        {
            PublishedPoint? point = PublishedResults.Find(experiment, statistic, location, depth);
            Add(quantity, depth, Measured(curve.Linear, depth), point is null ? SpreadText.None
                : SpreadText.Published(point.Mean, point.Deviation, point.Simulations));
        }
    }

    /// <summary>Mean and deviation of a statistic's natural logarithm, divided by a unit.</summary>
    public void Logarithm(string quantity, double unit, Statistic statistic, Location location,
        params ReadOnlySpan<int> depths)
    {
        Curve curve = run.Get(statistic, location);
        foreach (int depth in depths)
        {
            PublishedPoint? point = PublishedResults.Find(experiment, statistic, location, depth);
            Add(quantity, depth, Measured((s, d) => curve[s, d] / unit, depth),
                point is null ? SpreadText.None : SpreadText.Published(point.LogMean / unit, point.LogDeviation / unit,
                    point.Simulations));
        }
    }

    /// <summary>The variance of a statistic's logarithm, in units of depth/width, at the last depth.</summary>
    public void Diffusion(string quantity, Statistic statistic, Location location)
    {
        Curve curve = run.Get(statistic, location);
        double unit = (double)End / run.Configuration.Network.Width;
        Estimate variance =
            Estimate.OfVariance([.. Enumerable.Range(0, curve.Simulations).Select(s => curve[s, curve.Depths - 1])]);
        PublishedPoint? point = PublishedResults.Find(experiment, statistic, location, End);
        Add(quantity, End, MeasuredText.Of(variance.Value / unit, variance.StandardError / unit),
            point is null ? SpreadText.None : SpreadText.Fixed(point.LogDeviation * point.LogDeviation / unit, 2));
    }

    /// <summary>
    /// chi's growth between two locations of a layer: exp of the mean over nets of log chi after - log chi before.
    /// </summary>
    public void Increment(string quantity, Location before, Location after, params ReadOnlySpan<int> depths)
    {
        foreach (int depth in depths)
        {
            PublishedPoint? start = PublishedResults.Find(experiment, Statistic.Chi, before, depth),
                end = PublishedResults.Find(experiment, Statistic.Chi, after, depth);
            Add(quantity, depth, Ratio(before, after, [.. Columns(depth)]),
                start is null || end is null ? SpreadText.None
                    : SpreadText.Fixed(Math.Exp(end.LogMean - start.LogMean), 4));
        }
    }

    /// <summary>
    /// The same growth, its mean over the deeper half of the recorded depths, where single depths scatter.
    /// </summary>
    public void DeeperIncrement(string quantity, Location before, Location after, double? published)
    {
        int[] columns = [.. Enumerable.Range(0, run.Depths.Count).Where(c => 2 * run.Depths[c] > End)];
        Add(quantity, $"{run.Depths[columns[0]]} to {End}", Ratio(before, after, columns), Law(published));
    }

    /// <summary>The exponent of a law of chi, fitted from a twentieth of the depth on.</summary>
    public void Growth(string quantity, GrowthLaw law, double? published)
    {
        GrowthFit? fit = GrowthFit.OfSensitivity(run);
        Add(quantity, fit is null ? $"{End}" : $"{fit.FirstDepth} to {fit.LastDepth}", fit is null ? SpreadText.None
            : MeasuredText.Of(fit[law].Exponent), Law(published));
    }

    /// <summary>A number that is taken over depths.</summary>
    public void Add(string quantity, string at, double? measured, double? published) =>
        Add(quantity, at, Law(measured), Law(published));

    /// <summary>A mean over simulations that nothing published stands beside.</summary>
    public void Add(string quantity, string at, Estimate measured) =>
        Add(quantity, at, MeasuredText.Of(measured), SpreadText.None);

    private void Add(string quantity, int depth, string measured, string published)
    {
        if (measured != SpreadText.None || published != SpreadText.None) Add(quantity, $"{depth}", measured, published);
    }

    private void Add(string quantity, string at, string measured, string published) =>
        _all.Add(new(figure, quantity, at, measured, published));

    private IEnumerable<int> Columns(int depth) =>
        Enumerable.Range(0, run.Depths.Count).Where(c => run.Depths[c] == depth);

    private string Measured(Func<int, int, double> value, int depth) =>
        Columns(depth).ToArray() is [int column]
        ? Spread([.. Enumerable.Range(0, run.Simulations.Count).Select(s => value(s, column))], v => v)
        : SpreadText.None;

    // exp of a mean of logarithms: errors and deviations are multiplied by it.
    private string Ratio(Location before, Location after, int[] columns)
    {
        if (columns.Length == 0) return SpreadText.None;
        Curve start = run.Get(Statistic.Chi, before), end = run.Get(Statistic.Chi, after);
        return Spread([.. Enumerable.Range(0, run.Simulations.Count)
            .Select(s => columns.Average(c => end[s, c] - start[s, c]))], Math.Exp);
    }

    // A mean over the nets that kept their signal would be one of another law.
    private static string Spread(double[] values, Func<double, double> scale)
    {
        if (values.Any(double.IsNaN)) return "lost";
        SampleMoments moments = SampleMoments.Of(values);
        double mean = scale(moments.Mean), factor = scale == Math.Exp ? mean : 1;
        return SpreadText.Measured(mean, factor * moments.Deviation, moments.Count);
    }

    private static string Law(double? value) => value is { } number ? SpreadText.Fixed(number, 4) : SpreadText.None;
}
