using System.Globalization;
using MathNet.Numerics.Distributions;
using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis.Verdicts;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Propagation.Probes;
using MomentsDnns.Results;
using MomentsDnns.Theory;
using static MomentsDnns.Reproduction.Claims.ClaimBound;

namespace MomentsDnns.Reproduction.Claims;

/// <summary>How claims take numbers from measurements, and what several of them say alike.</summary>
internal static class Evidence
{
    /// <summary>
    /// A statement of fully connected and of convolutional nets; where they differ, each says its own verdict.
    /// </summary>
    /// <param name="connected">Of fully connected nets.</param>
    /// <param name="convolutional">Of convolutional ones.</param>
    /// <param name="quantity">What the numbers are; empty for none.</param>
    public static ClaimOutcome Both(ClaimOutcome connected, ClaimOutcome convolutional, string quantity = "")
    {
        return new([.. connected.Checks, .. convolutional.Checks],
            $"{quantity}fully connected {Said(connected)}; convolutional {Said(convolutional)}");

        string Said(ClaimOutcome one) => connected.Verdict == convolutional.Verdict ? one.Measured
            : $"{one.Measured} ({ClaimTable.Word(one.Verdict)})";
    }

    /// <summary>
    /// Whether the mean of an increment stays between 1 and sqrt 2 at every recorded depth of a fully connected and of
    /// a convolutional run, within what chance allows.
    /// </summary>
    public static ClaimOutcome WithinBounds(RunResults connected, RunResults convolutional, Quantity increment) =>
        Both(WithinBounds(connected, increment), WithinBounds(convolutional, increment));

    private static ClaimOutcome WithinBounds(RunResults run, Quantity increment)
    {
        QuantityCurve values = increment.Get(run);
        Estimate[] means = [.. Enumerable.Range(0, run.Depths.Count).Select(d => At(run, values.Linear, d))];
        double below = means.Min(m => (m.Value - ReluTheory.LowerBound) / m.StandardError),
            above = means.Max(m => (m.Value - ReluTheory.UpperBound) / m.StandardError),
            allowed = AllowedByChance(run.Simulations.Count, run.Depths.Count);

        ClaimCheck[] checks =
        [
            ClaimCheck.Of($"least {increment.Text} − 1 over depths, in standard errors, in {Kind(run)} nets", below,
                AtLeast(-allowed)),
            ClaimCheck.Of($"largest {increment.Text} − √2 over depths, in standard errors, in {Kind(run)} nets",
                above, AtMost(allowed)),
        ];

        return new(checks, string.Create(CultureInfo.InvariantCulture, $"from {means.Min(m => m.Value):F3} to "
            + $"{means.Max(m => m.Value):F3}; lowest {below:F1} standard errors from 1 (chance: {-allowed:F1})"));
    }

    /// <summary>
    /// The standard errors that the means of all depths stay within by chance: Student's quantile for a probability of
    /// 5% shared out among the depths.
    /// </summary>
    public static double AllowedByChance(int simulations, int depths) =>
        StudentT.InvCDF(0, 1, simulations - 1, 1 - ((1 - ClaimRuns.Options.Confidence) / depths));

    /// <summary>The kind of a run's nets: fully connected or convolutional.</summary>
    public static string Kind(RunResults run) =>
        run.Configuration.Network.IsFullyConnected ? "fully connected" : "convolutional";

    /// <summary>Where a number of a run was taken, such as <c>in convolutional nets at layer 200</c>.</summary>
    public static string InNets(RunResults run, int? column = null) =>
        $"in {Kind(run)} nets at {run.Facts.Unit} {run.Depths[column ?? run.Depths.Count - 1]}";

    /// <summary>A number behind a check.</summary>
    public static EvidenceNumber Number(string name, Estimate mean, double? threshold = null) =>
        new(new(name, _ => "")) { Mean = mean, Threshold = threshold };

    /// <summary>A number without an error.</summary>
    public static EvidenceNumber Number(string name, double value) => new(new(name, _ => "")) { Value = value };

    /// <summary>A mean over simulations at a recorded depth, by column; the last one by default.</summary>
    public static Estimate At(RunResults run, Func<int, int, double> value, int? column = null)
    {
        int depth = column ?? run.Depths.Count - 1;
        return Estimate.Of([.. Enumerable.Range(0, run.Simulations.Count).Select(s => value(s, depth))]);
    }

    /// <summary>A statistic at a recorded depth, on a linear scale.</summary>
    public static Estimate At(RunResults run, Statistic statistic, Location location, int? column = null) =>
        At(run, run.Get(statistic, location).Linear, column);

    /// <summary>The mean over simulations of a number that no run records.</summary>
    public static Estimate At(ProbeCurve curve, int column) =>
        Estimate.Of([.. Enumerable.Range(0, curve.Simulations).Select(s => curve.Values[s, column])]);

    /// <summary>Of independent nets: errors add in squares; of the fewer simulations.</summary>
    public static Estimate Difference(Estimate a, Estimate b) => new(a.Value - b.Value,
        Math.Sqrt((a.StandardError * a.StandardError) + (b.StandardError * b.StandardError)),
        Math.Min(a.Simulations, b.Simulations));

    /// <summary>The column of the recorded depth nearest to one.</summary>
    public static int Column(RunResults run, int depth) =>
        Enumerable.Range(0, run.Depths.Count).MinBy(i => Math.Abs(run.Depths[i] - depth));

    /// <summary>
    /// The most directions that a signal can have: one a channel, and one less than there are images in a batch where
    /// each is one point.
    /// </summary>
    public static int MostDirections(RunResults run) =>
        run.Configuration.Network is { IsFullyConnected: true, Width: var width }
        ? Math.Min(width, run.Configuration.BatchSize - 1) : run.Configuration.Network.Width;

    /// <summary>log10 chi at the output of the last layer or unit, or another.</summary>
    public static Estimate Log10Chi(RunResults run, int? column = null)
    {
        QuantityCurve chi = Quantity.Chi.Get(run);
        return At(run, (s, d) => chi[s, d] / Math.Log(10), column);
    }

    /// <summary>A mean with its standard error, such as <c>1.141 ± 0.003</c>.</summary>
    public static string Text(Estimate value) => MeasuredText.Of(value);
}
