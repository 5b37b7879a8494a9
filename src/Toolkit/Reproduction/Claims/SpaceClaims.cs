using System.Globalization;
using MomentsDnns.Propagation;
using MomentsDnns.Results;
using static MomentsDnns.Reproduction.Claims.ClaimBound;
using static MomentsDnns.Reproduction.Claims.Evidence;

namespace MomentsDnns.Reproduction.Claims;

/// <summary>
/// What holds in an overwhelming part of a hypothesis space: nets drawn from it, each judged by itself.
/// </summary>
internal static class SpaceClaims
{
    private const string Group = "Hypothesis space, uniform in balls", Talk = "talk";

    // What "overwhelming" is worth here.
    private const double Share = 0.95;

    private const string Bound = "a share of nets of at least 0.95, five choices of radii", Exponential = Bound
        + "; exponential: nearer to a line in l, at least 0.02 a layer";

    public static IReadOnlyList<Claim> All { get; } =
    [
        new(Group, "vanilla: zero- or one-dimensional signal, in an overwhelming part", Talk,
        ClaimFigure.HypothesisSpace, Vanilla) { Bound = Bound },
        new(Group, "batch-norm feedforward: exploding sensitivity, in an overwhelming part", Talk,
            ClaimFigure.HypothesisSpace, Feedforward) { Bound = Exponential },
        new(Group, "batch-norm resnet: neither, in an overwhelming part", Talk, ClaimFigure.HypothesisSpace,
            Residual) { Bound = Exponential },
        new(Group, "trajectories grow subexponentially in vanilla nets, in an overwhelming part", Talk,
            ClaimFigure.HypothesisSpace, VanillaLengths) { Bound = Exponential },
        new(Group, "trajectories grow exponentially with batch norm, in an overwhelming part", Talk,
            ClaimFigure.HypothesisSpace, FeedforwardLengths) { Bound = Exponential },
        new("Vanilla nets", "only two possibilities, in each net: exploding sensitivity or a one-dimensional signal",
            Talk, ClaimFigure.Vanilla, TwoPossibilities)
        {
            Bound = "a share of nets of at least 0.9, both kinds, He's initialization",
        },
    ];

    private static ClaimOutcome Vanilla(ClaimRuns runs) => Judged("zero- or one-dimensional vanilla nets",
        runs.Measured.Space.Vanilla, net => net.Collapses,
        nets => $"zero-dimensional {nets.Count(n => n.IsZeroDimensional)}, one-dimensional "
        + $"{nets.Count(n => n.IsOneDimensional)}, exploding {nets.Count(n => n.Explodes)}");

    private static ClaimOutcome Feedforward(ClaimRuns runs) => Judged("exploding batch-norm feedforward nets",
        runs.Measured.Space.Feedforward, net => net.Explodes,
        nets => $"zero- or one-dimensional {nets.Count(n => n.Collapses)}");

    private static ClaimOutcome Residual(ClaimRuns runs) => Judged("batch-norm resnets that are neither",
        runs.Measured.Space.Residual, net => !net.Explodes && !net.Collapses,
        nets => $"exploding {nets.Count(n => n.Explodes)}, zero- or one-dimensional {nets.Count(n => n.Collapses)}");

    private static ClaimOutcome VanillaLengths(ClaimRuns runs) =>
        Lengths("vanilla nets with lengths below an exponential", runs.Measured.Space.VanillaLengths, false);

    private static ClaimOutcome FeedforwardLengths(ClaimRuns runs) =>
        Lengths("batch-norm nets with exponential lengths", runs.Measured.Space.FeedforwardLengths, true);

    private static ClaimOutcome Judged(string which, IReadOnlyList<RunResults> choices, Func<NetJudge, bool> holds,
        Func<IReadOnlyList<NetJudge>, string> detail)
    {
        NetJudge[][] judged = [.. choices.Select(run => NetJudge.Each(run).ToArray())];
        return Counted(which, [.. judged.Select(nets => (nets.Count(holds), nets.Length))],
            $"; {detail([.. judged.SelectMany(n => n)])}; depth {choices[0].Depths[^1]}, width "
            + $"{choices[0].Configuration.Network.Width}");
    }

    private static ClaimOutcome Lengths(string which, IReadOnlyList<TrajectoryResult> choices, bool isExponential)
    {
        double[] rates = [.. choices.SelectMany(lengths => Enumerable.Range(0, lengths.Simulations)
            .Select(s => NetJudge.Rate(lengths.Depths, Log(lengths, s))?.Slope ?? double.NaN))];
        (int, int)[] counts = [.. choices.Select(lengths => (Enumerable.Range(0, lengths.Simulations)
            .Count(s => NetJudge.GrowsExponentially(lengths.Depths, Log(lengths, s)) == isExponential),
            lengths.Simulations))];
        return Counted(which, counts, string.Create(CultureInfo.InvariantCulture,
            $"; log(length/spread) grows by {rates.Min():F3} to {rates.Max():F3} a layer, depth "
            + $"{choices[0].Depths[^1]}"));

        // Depth 0 is no layer.
        static Func<int, double> Log(TrajectoryResult lengths, int simulation) =>
            d => d == 0 ? double.NaN : lengths.LogLengthOverSpread(simulation, d);
    }

    // As many nets of each choice: the product of their shares is at most the power of their mean, so that nets without
    // exception bound that as nets of one law do.
    private static ClaimOutcome Counted(string which, IReadOnlyList<(int Seen, int Nets)> choices, string detail)
    {
        int seen = choices.Sum(c => c.Seen), nets = choices.Sum(c => c.Nets);

        ClaimCheck[] checks = [ClaimCheck.OfShare($"share of {which}", seen, nets, AtLeast(Share))];

        string byChoice =
            seen == nets ? "" : $"; by choice {string.Join(", ", choices.Select(c => $"{c.Seen} of {c.Nets}"))}";
        return new(checks, $"{ShareBound.Text(seen, nets)}{byChoice}{detail}") { Nets = $"{nets}" };
    }

    private static ClaimOutcome TwoPossibilities(ClaimRuns runs)
    {
        return Both(Of(runs[ClaimRun.Vanilla]), Of(runs[ClaimRun.VanillaSemiLine]));

        static ClaimOutcome Of(RunResults run)
        {
            NetJudge[] nets = [.. NetJudge.Each(run)];
            int exploding = nets.Count(n => n.Explodes), onLines = nets.Count(n => n.IsOneDimensional),
                both = nets.Count(n => n.Explodes && n.IsOneDimensional), either = exploding + onLines - both;

            ClaimCheck[] checks = [ClaimCheck.OfShare($"share of exploding or one-dimensional nets, {Kind(run)}",
                either, nets.Length, AtLeast(0.9))];

            return new(checks, $"{ShareBound.Text(either, nets.Length)}: exploding {exploding}, one-dimensional "
                + $"{onLines}, both {both}");
        }
    }
}
