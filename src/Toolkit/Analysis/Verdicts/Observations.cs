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
        Values = run => run.Facts.Norm?.Output is { } place ? SiteQuantities.KurtosisAt(run, place) : null,
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

    private string ByChance() => _facts.Points is { } points and <= FewPoints
        ? FormattableString.Invariant($"; signs of {points} images by chance: {Math.ScaleB(1, 1 - points):G2}")
        : "";

    private string KurtosisBound() => _facts.Points is { } points and <= FewPoints
        ? FormattableString.Invariant($"; of {points} images at most {points - 2 + (1.0 / (points - 1)):G3}")
        : "";

    private void Sensitivity()
    {
        if (Quantity.Chi.Find(run) is not { } chi || chi.LastComplete is not { } last) return;
        AtEnd("mean log10 chi", chi, "normalized sensitivity");
        if (Quantity.Increment.Find(run) is { } increment && increment.LastComplete is { } end)
        {
            int first = run.Depths.TakeWhile(d => d < 0.9 * run.Depths[end]).Count();
            Add("delta chi, last tenth", end, increment.BySimulation(s =>
                Enumerable.Range(first, end - first + 1).Average(d => increment.Linear(s, d))),
                "growth of chi over a layer or unit; 1: none");
        }

        double[] shares = [.. Enumerable.Range(0, last + 1).Select(d => Indicators(d).Average())];
        int least = Array.IndexOf(shares, shares.Min());
        Add("share of networks with chi >= 1", last, Indicators(last), "more sensitive to noise than the identity");
        if (shares[least] < shares[last])
            Add("the same where it is least", least, Indicators(least), "over all recorded depths");

        double[] Indicators(int depth) => chi.BySimulation(s => chi[s, depth] >= 0 ? 1 : 0);
    }

    private void Dilution()
    {
        if (Quantity.BranchShare.Find(run) is not { } share || share.LastComplete is not { } end) return;
        int[] columns = [.. options.FitColumns(run.Depths).Where(c => c <= end)];
        if (columns.Length == 0) return;
        // Theory's offset, or the paper's where none is known.
        double? known = ShareOffset.Of(run) is { IsMeasured: false } theory ? theory.Value : null;
        double offset = known ?? ResidualTheory.PublishedShareOffset;
        Add(known is null ? "share of the residual branch x (l + 1)" : "share of the residual branch x (l + a)", end,
            share.BySimulation(s => columns.Average(c => (run.Depths[c] + offset) * share.Linear(s, c))),
            FormattableString.Invariant($"its share of the signal's variance; 1: diluted as 1/(l + {offset:G4})"));
    }

    private void Diffusion()
    {
        if (!_facts.SignalDiffuses || Quantity.SignalPower.Find(run) is not { } power
            || power.LastComplete is not { } last || power.Simulations < 4)
        {
            return;
        }
        double scale = (_facts.Width ?? 1) / (double)run.Depths[last];
        string unit = _facts.Width is null ? " a layer" : " a layer x width";
        double[] logs = power.BySimulation(s => power[s, last]);
        Add("mean of log nu_2" + unit, last, Array.ConvertAll(logs, v => v * scale), "drift of the activations");
        _found.Add(new("variance of log nu_2" + unit, run.Depths[last], Estimate.OfVariance(logs).Times(scale),
            "diffusion of the activations"));
    }

    private void AtEnd(string name, QuantityCurve? curve, string meaning)
    {
        if (curve is null || curve.LastComplete is not { } last) return;
        Add(name, last, curve.Quantity.AveragesLogarithms ? Array.ConvertAll(curve.Column(last), v => v / Math.Log(10))
            : curve.Column(last), meaning);
    }

    private void Add(string name, int column, double[] values, string meaning) =>
        _found.Add(new(name, run.Depths[column], Estimate.Of(values), meaning) { Site = _path?.Sites[column].Name });
}
