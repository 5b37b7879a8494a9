using System.Globalization;
using MathNet.Numerics.Distributions;
using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis.Verdicts;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Propagation.Probes;
using MomentsDnns.Results;
using MomentsDnns.Theory;

namespace MomentsDnns.Reproduction.Claims;

/// <summary>
/// How claims turn measurements into verdicts: a number with its interval, on one side of a bound or across it.
/// </summary>
internal static class Evidence
{
    /// <summary>Supported where the whole interval is at least a bound, not where it is below.</summary>
    public static ClaimVerdict AtLeast(Estimate value, double bound) => Side(value, bound, value.Value >= bound);

    /// <summary>Supported where the whole interval is at most a bound, not where it is above.</summary>
    public static ClaimVerdict AtMost(Estimate value, double bound) => Side(value, bound, value.Value <= bound);

    /// <summary>Supported where a pathology was judged as claimed.</summary>
    public static ClaimVerdict Is(PathologyVerdict verdict, Presence claimed) =>
        verdict.Presence == claimed ? ClaimVerdict.Supported
        : verdict.Presence == Presence.Inconclusive ? ClaimVerdict.Inconclusive : ClaimVerdict.NotSupported;

    /// <summary>
    /// A statement of fully connected and of convolutional nets: supported where both are; where they differ, each says
    /// its own verdict.
    /// </summary>
    /// <param name="connected">Of fully connected nets.</param>
    /// <param name="convolutional">Of convolutional ones.</param>
    /// <param name="quantity">What the numbers are; empty for none.</param>
    public static ClaimOutcome Both((ClaimVerdict Verdict, string Text) connected,
        (ClaimVerdict Verdict, string Text) convolutional, string quantity = "")
    {
        return new(All(connected.Verdict, convolutional.Verdict),
            $"{quantity}fully connected {Said(connected)}; convolutional {Said(convolutional)}");

        string Said((ClaimVerdict Verdict, string Text) one) =>
            connected.Verdict == convolutional.Verdict ? one.Text : $"{one.Text} ({ClaimTable.Word(one.Verdict)})";
    }

    /// <summary>Supported where each is; not where one is not.</summary>
    public static ClaimVerdict All(params ReadOnlySpan<ClaimVerdict> verdicts)
    {
        ClaimVerdict worst = ClaimVerdict.Supported;
        foreach (ClaimVerdict verdict in verdicts)
        {
            if (verdict == ClaimVerdict.NotSupported) return ClaimVerdict.NotSupported;
            if (verdict == ClaimVerdict.Inconclusive) worst = ClaimVerdict.Inconclusive;
        }

        return worst;
    }

    /// <summary>Whether the mean of an increment stays between 1 and sqrt 2 at every recorded depth, within what chance
    /// allows over all of them: Student's quantile for a probability of 5% shared out among the depths.</summary>
    private static ClaimOutcome WithinBounds(RunResults run, Quantity increment)
    {
        QuantityCurve values = increment.Get(run);
        double least = double.PositiveInfinity, largest = double.NegativeInfinity, below = double.PositiveInfinity,
            above = double.NegativeInfinity;
        for (int d = 0; d < run.Depths.Count; d++)
        {
            Estimate mean = At(run, values.Linear, d);
            (least, largest) = (Math.Min(least, mean.Value), Math.Max(largest, mean.Value));
            below = Math.Min(below, (mean.Value - ReluTheory.LowerBound) / mean.StandardError);
            above = Math.Max(above, (mean.Value - ReluTheory.UpperBound) / mean.StandardError);
        }

        double allowed = StudentT.InvCDF(0, 1, run.Simulations.Count - 1, 1
            - ((1 - ClaimRuns.Options.Confidence) / run.Depths.Count));
        return new(below >= -allowed && above <= allowed ? ClaimVerdict.Supported : ClaimVerdict.NotSupported,
            string.Create(CultureInfo.InvariantCulture, $"from {least:F3} to {largest:F3}; lowest {below:F1} standard "
                + $"errors from 1 (chance: {-allowed:F1})"));
    }

    /// <summary>The same of a fully connected and of a convolutional run.</summary>
    public static ClaimOutcome WithinBounds(RunResults connected, RunResults convolutional, Quantity increment)
    {
        ClaimOutcome one = WithinBounds(connected, increment), other = WithinBounds(convolutional, increment);
        return Both((one.Verdict, one.Measured), (other.Verdict, other.Measured));
    }

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

    private static ClaimVerdict Side(Estimate value, double bound, bool isRight)
    {
        (double lower, double upper) = value.Interval(ClaimRuns.Options.Confidence);
        return lower <= bound && bound <= upper && lower < upper ? ClaimVerdict.Inconclusive : isRight
            ? ClaimVerdict.Supported : ClaimVerdict.NotSupported;
    }
}
