using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis.ResidualNets;
using MomentsDnns.Analysis.Sites;
using MomentsDnns.Results;
using MomentsDnns.Results.Facts;
using MomentsDnns.Theory;

namespace MomentsDnns.Analysis.Verdicts;

/// <summary>What a run shows beside pathologies: each where its statistics were recorded in every simulation.</summary>
internal sealed class Observations(RunResults run, AnalysisOptions options)
{
    private const int FewPoints = 8;

    private static readonly Quantity NormKurtosis = new()
    {
        Name = "kurtosis",
        Symbol = "mu_4(*z*^l) / mu_2(*z*^l)^2",
        Definition = "mu_4 over the square of mu_2 behind the norm.",
        IsLogarithmic = true,
        Values = run => run.Facts.Norm?.Output is { } place && run.Find(Statistic.Mu4Signal, place) is { } fourth
            && run.Find(Statistic.Mu2Signal, place) is { } second ? (s, d) => fourth[s, d] - (2 * second[s, d]) : null,
    };

    private readonly NetworkFacts _facts = run.Facts;
    private readonly SitePath? _path = SitePath.Of(run);
    private readonly List<Observation> _found = [];

    /// <summary>Takes all that there are.</summary>
    public IReadOnlyList<Observation> Take()
    {
        Sensitivity();
        AtEnd("r_eff(x)", Quantity.SignalRank.Find(run), "directions that hold the signal's variance" + AtMost());
        AtEnd("r_eff(dx)", Quantity.NoiseRank.Find(run), "directions that hold the noise's variance" + AtMost());
        if (_facts.Activated is { } activated)
        {
            AtEnd("1 - E cos(x, x')", Quantity.At(Statistic.DirectionSpread, activated).Find(run),
                "0: the signal lies on one semi-line");
        }

        // Where sites are depths, statistics of pre-activations stand at those depths alone.
        AtEnd("units of one sign", (_path is null ? _facts.PreActivation : _facts.Output) is { } pre
            ? Quantity.At(Statistic.OneSignedShare, pre).Find(run) : null,
            "share of units that keep their sign over the data; 1: the layer is linear" + ByChance());
        AtEnd("mu_4(z) / mu_2(z)^2", (_path is null ? NormKurtosis : SiteQuantities.Kurtosis).Find(run),
            "3: as of Gaussian pre-activations; far above: fat tails" + KurtosisBound());
        Dilution();
        Diffusion();
        // Those that a program defined: their number over simulations, where they were taken.
        foreach (Curve curve in run.Curves.Where(c => !c.Statistic.IsBuiltIn))
        {
            AtEnd((curve.Statistic.AveragesLogarithms ? "mean log10 " : "")
                + $"{curve.Statistic.Name}, {curve.Location.Name}",
                curve, "defined by a program");
        }

        return _found;
    }

    // Bounds that sizes set, whatever the network does.
    private string AtMost() => DecidedBySizes.LargestRank(run) is { } most ? $"; at most {most}" : "";

    private string ByChance() => DecidedBySizes.Points(run) is { } points and <= FewPoints
        ? FormattableString.Invariant($"; signs of {points} images by chance: {Math.ScaleB(1, 1 - points):G2}")
        : "";

    private string KurtosisBound() => DecidedBySizes.Points(run) is { } points and <= FewPoints
        ? FormattableString.Invariant($"; of {points} images at most {points - 2 + (1.0 / (points - 1)):G3}")
        : "";

    private void Sensitivity()
    {
        if (Quantity.Chi.Find(run) is not { } chi || LastColumn(chi) is not { } last) return;
        AtEnd("mean log10 chi", chi, "normalized sensitivity");
        if (Quantity.Increment.Find(run) is { } increment && LastColumn(increment) is { } end)
        {
            int first = run.Depths.TakeWhile(d => d < 0.9 * run.Depths[end]).Count();
            Add("delta chi, last tenth", end, [.. Simulations(chi).Select(s => Enumerable.Range(first, end - first + 1)
                .Average(d => increment.Linear(s, d)))], "growth of chi over a layer or unit; 1: none");
        }

        double[] shares = [.. Enumerable.Range(0, last + 1)
            .Select(d => (double)Simulations(chi).Count(s => chi[s, d] >= 0) / chi.Simulations)];
        int least = Array.IndexOf(shares, shares.Min());
        Add("share of networks with chi >= 1", last, Indicators(last), "more sensitive to noise than the identity");
        if (shares[least] < shares[last])
            Add("the same where it is least", least, Indicators(least), "over all recorded depths");

        double[] Indicators(int depth) => [.. Simulations(chi).Select(s => chi[s, depth] >= 0 ? 1.0 : 0)];
    }

    private void Dilution()
    {
        if (Quantity.BranchShare.Find(run) is not { } share || LastColumn(share) is not { } end) return;
        int[] columns = [.. options.FitColumns(run.Depths).Where(c => c <= end)];
        if (columns.Length == 0) return;
        // Theory's offset, or the paper's where none is known.
        double? known = ShareOffset.Of(run) is { IsMeasured: false } theory ? theory.Value : null;
        double offset = known ?? ResidualTheory.PublishedShareOffset;
        Add(known is null ? "share of the residual branch x (l + 1)" : "share of the residual branch x (l + a)", end,
            [.. Simulations(share).Select(s => columns.Average(c => (run.Depths[c] + offset) * share.Linear(s, c)))],
            FormattableString.Invariant($"its share of the signal's variance; 1: diluted as 1/(l + {offset:G4})"));
    }

    private void Diffusion()
    {
        if (!_facts.SignalDiffuses || Quantity.SignalPower.Find(run) is not { } power
            || LastColumn(power) is not { } last || power.Simulations < 4)
        {
            return;
        }
        double scale = (_facts.Width ?? 1) / (double)run.Depths[last];
        string unit = _facts.Width is null ? " a layer" : " a layer x width";
        double[] logs = [.. Simulations(power).Select(s => power[s, last])];
        Add("mean of log nu_2" + unit, last, [.. logs.Select(v => v * scale)], "drift of the activations");
        Estimate variance = Estimate.OfVariance(logs);
        _found.Add(new("variance of log nu_2" + unit, run.Depths[last],
            variance with { Value = variance.Value * scale, StandardError = variance.StandardError * scale },
            "diffusion of the activations"));
    }

    private void AtEnd(string name, QuantityCurve? curve, string meaning)
    {
        if (curve is null || LastColumn(curve) is not { } last) return;
        Add(name, last, curve.Quantity.AveragesLogarithms ? Array.ConvertAll(curve.Column(last), v => v / Math.Log(10))
            : curve.Column(last), meaning);
    }

    private void Add(string name, int column, double[] values, string meaning) =>
        _found.Add(new(name, run.Depths[column], Estimate.Of(values), meaning) { Site = _path?.Sites[column].Name });

    // The last depth at which every simulation holds a value.
    private static int? LastColumn(QuantityCurve curve) => Enumerable.Range(0, curve.Depths).Reverse().Cast<int?>()
        .FirstOrDefault(d => Simulations(curve).All(s => double.IsFinite(curve[s, d!.Value])));

    private static IEnumerable<int> Simulations(QuantityCurve curve) => Enumerable.Range(0, curve.Simulations);
}
