using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.Verdicts;
using MomentsDnns.Results;
using static System.FormattableString;

namespace MomentsDnns.Samples.OwnVerdict;

/// <summary>Whether most units keep their sign over the data at the end of the net, where activations are then linear: by Student's t.</summary>
public sealed class OneSignedJudge : IJudge
{
    private const double Threshold = 0.9;

    private static readonly Pathology OneSigned = new("one-signed-units");

    // What stands in JSON, and the words for people.
    private static readonly EvidenceQuantity Share = new("share of units of one sign", number => Invariant(
        $"a share {MeasuredText.Of(number.Mean!)} of the units keeps its sign at {number.Place} {number.Depth}, threshold {number.Threshold}"));

    /// <inheritdoc/>
    public IReadOnlyList<Pathology> Pathologies { get; } = [OneSigned];

    /// <inheritdoc/>
    public IReadOnlyList<PathologyVerdict> Judge(JudgedRun run)
    {
        (RunResults results, int end) = (run.Results, run.Results.Depths.Count - 1);
        if (results.Facts.PreActivation is not { } place || results.Find(Statistic.OneSignedShare, place) is not { } curve)
            return [PathologyVerdict.NotJudged(OneSigned, "signs were not recorded")];
        double[] shares = [.. Enumerable.Range(0, curve.Simulations).Select(simulation => curve[simulation, end])];
        if (shares.Any(double.IsNaN)) return [PathologyVerdict.NotJudged(OneSigned, "a signal was lost before the end")];
        EvidenceNumber number = new(Share)
        {
            Mean = Estimate.Of(shares),
            Threshold = Threshold,
            Place = results.Facts.Unit,
            Depth = results.Depths[end],
        };
        return [PathologyVerdict.Above(OneSigned, number, run.Options.Confidence)];
    }
}
