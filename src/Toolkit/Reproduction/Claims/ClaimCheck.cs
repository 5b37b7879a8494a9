using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.Verdicts;

namespace MomentsDnns.Reproduction.Claims;

/// <summary>One number of a claim beside its bound; its verdict follows from its interval and the bound.</summary>
/// <param name="Quantity">What the number is, and of which nets.</param>
/// <param name="Value">The number; null where there is none.</param>
/// <param name="Interval">Where it lies, with the confidence of verdicts; of an exact number that number.</param>
/// <param name="Bound">Where it is claimed to lie.</param>
public sealed record ClaimCheck(string Quantity, double? Value, (double Lower, double Upper) Interval,
    ClaimBound Bound)
{
    /// <summary>The number's standard error; null where none is known.</summary>
    public double? StandardError { get; private init; }

    /// <summary>How many nets the number is of; null where that is not counted.</summary>
    public int? Simulations { get; private init; }

    /// <summary>The numbers from which this one was judged; empty where it was measured itself.</summary>
    public IReadOnlyList<EvidenceNumber> Numbers { get; init; } = [];

    /// <summary>
    /// Supported where the whole interval keeps the bound, not where none of it does; else, and of no number,
    /// inconclusive.
    /// </summary>
    public ClaimVerdict Verdict =>
        Interval.Lower >= Bound.Least && Interval.Upper <= Bound.Most ? ClaimVerdict.Supported
        : Interval.Upper < Bound.Least || Interval.Lower > Bound.Most ? ClaimVerdict.NotSupported
        : ClaimVerdict.Inconclusive;

    /// <summary>A mean over simulations, by its Student interval.</summary>
    public static ClaimCheck Of(string quantity, Estimate mean, ClaimBound bound) =>
        new(quantity, mean.Value, mean.Interval(ClaimRuns.Options.Confidence), bound)
        {
            StandardError = mean.StandardError,
            Simulations = mean.Simulations,
        };

    /// <summary>A number that is taken as it is: exact, or with chance already in its bound.</summary>
    public static ClaimCheck Of(string quantity, double number, ClaimBound bound) =>
        new(quantity, number, (number, number), bound);

    /// <summary>The share of nets that show something, by a count of nets (<see cref="ShareBound"/>).</summary>
    public static ClaimCheck OfShare(string quantity, int seen, int nets, ClaimBound bound) =>
        new(quantity, seen / (double)nets, (ShareBound.Lower(seen, nets, ClaimRuns.Options.Confidence),
            ShareBound.Upper(seen, nets, ClaimRuns.Options.Confidence)), bound)
        { Simulations = nets };

    /// <summary>A statement that was judged: 1 where it holds, 0 where not, from 0 to 1 where that is open.</summary>
    public static ClaimCheck That(string statement, bool? holds) => new(statement,
        holds is { } known ? Number(known) : null, (Number(holds ?? false), Number(holds ?? true)), ClaimBound.Is(1));

    /// <summary>That a pathology is there, or is not, as claimed.</summary>
    /// <param name="verdict">What was found.</param>
    /// <param name="claimed">What is claimed.</param>
    /// <param name="nets">In which nets, such as <c>in fully connected nets at layer 200</c>.</param>
    public static ClaimCheck That(PathologyVerdict verdict, Presence claimed, string nets) =>
        That($"{verdict.Pathology.Text} judged {(claimed == Presence.Present ? "present" : "absent")} {nets}",
            verdict.Presence == Presence.Inconclusive ? null : verdict.Presence == claimed)
            with
        { Numbers = verdict.Evidence };

    private static double Number(bool holds) => holds ? 1 : 0;
}
