using MomentsDnns.Analysis.Inference;
using MomentsDnns.Analysis.ResidualNets;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using MomentsDnns.Results.Facts;
using MomentsDnns.Theory;

namespace MomentsDnns.Analysis.Verdicts;

/// <summary>What a run shows beside pathologies: each where its statistics were recorded in every simulation.</summary>
internal sealed class Observations(RunResults run, AnalysisOptions options)
{
    private const int FewPoints = 8;

    private readonly NetworkFacts _facts = run.Facts;
    private readonly List<Observation> _found = [];

    /// <summary>Takes all that there are.</summary>
    public IReadOnlyList<Observation> Take()
    {
        Location output = _facts.Output;
        Sensitivity(output);
        AtEnd("r_eff(x)", run.Find(Statistic.EffectiveRankSignal, Location.Activation), v => v, "directions that hold the signal's variance" + AtMost());
        AtEnd("r_eff(dx)", run.Find(Statistic.EffectiveRankNoise, Location.Activation), v => v, "directions that hold the noise's variance" + AtMost());
        AtEnd("1 - E cos(x, x')", run.Find(Statistic.DirectionSpread, Location.Activation), Math.Exp, "0: the signal lies on one semi-line");
        AtEnd("units of one sign", _facts.PreActivation is { } pre ? run.Find(Statistic.OneSignedShare, pre) : null, v => v, "share of units that keep their sign over the data; 1: the layer is linear" + ByChance());
        FatTails();
        Dilution();
        Diffusion(output);
        OwnStatistics();
        return _found;
    }

    // Those that a program defined: their number over simulations, where they were taken.
    private void OwnStatistics()
    {
        foreach (Curve curve in run.Curves.Where(c => !c.Statistic.IsBuiltIn))
        {
            string name = $"{curve.Statistic.Name}, {curve.Location.Name}";
            if (curve.Statistic.AveragesLogarithms) AtEnd("mean log10 " + name, curve, v => v / Math.Log(10), "defined by a program");
            else AtEnd(name, curve, curve.Statistic.IsLogarithmic ? Math.Exp : v => v, "defined by a program");
        }
    }

    // Bounds that sizes set, whatever the network does.
    private string AtMost() => DecidedBySizes.LargestRank(run) is { } most ? $"; at most {most}" : "";

    private string ByChance() => DecidedBySizes.Points(run) is { } points and <= FewPoints
        ? FormattableString.Invariant($"; signs of {points} images by chance: {Math.ScaleB(1, 1 - points):G2}")
        : "";

    private string KurtosisBound() => DecidedBySizes.Points(run) is { } points and <= FewPoints
        ? FormattableString.Invariant($"; of {points} images at most {points - 2 + (1.0 / (points - 1)):G3}")
        : "";

    private void Sensitivity(Location output)
    {
        if (run.Find(Statistic.Chi, output) is not { } chi || LastColumn(chi) is not { } last) return;
        AtEnd("mean log10 chi", chi, v => v / Math.Log(10), "normalized sensitivity");
        if (run.Find(Statistic.Chi, Location.Input) is { } before && LastColumn(before) is { } common)
        {
            int end = Math.Min(last, common), first = run.Depths.TakeWhile(d => d < 0.9 * run.Depths[end]).Count();
            Add("delta chi, last tenth", end, [.. Simulations(chi).Select(s => Enumerable.Range(first, end - first + 1)
                .Average(d => Math.Exp(chi[s, d] - before[s, d])))], "growth of chi over a layer or unit; 1: none");
        }

        double[] shares = [.. Enumerable.Range(0, last + 1).Select(d => (double)Simulations(chi).Count(s => chi[s, d] >= 0) / chi.Simulations)];
        int least = Array.IndexOf(shares, shares.Min());
        Add("share of networks with chi >= 1", last, Indicators(last), "more sensitive to noise than the identity");
        if (shares[least] < shares[last]) Add("the same where it is least", least, Indicators(least), "over all recorded depths");

        double[] Indicators(int depth) => [.. Simulations(chi).Select(s => chi[s, depth] >= 0 ? 1.0 : 0)];
    }

    private void FatTails()
    {
        if (_facts.Norm?.Output is not { } place) return;
        if (run.Find(Statistic.Mu4Signal, place) is not { } fourth || run.Find(Statistic.Mu2Signal, place) is not { } second) return;
        Curve kurtosis = Combine(fourth, second, (m4, m2) => m4 - (2 * m2));
        AtEnd("mu_4(z) / mu_2(z)^2", kurtosis, Math.Exp, "3: as of Gaussian pre-activations; far above: fat tails" + KurtosisBound());
    }

    private void Dilution()
    {
        if (_facts.Branch is null) return;
        if (run.Find(Statistic.Mu2Signal, Location.Branch) is not { } branch || run.Find(Statistic.Mu2Signal, Location.Sum) is not { } sum) return;
        if (LastColumn(branch) is not { } end) return;
        int[] columns = [.. options.FitColumns(run.Depths).Where(c => c <= end)];
        if (columns.Length == 0) return;
        // Theory's offset, or the paper's where none is known.
        double? known = ShareOffset.Of(run) is { IsMeasured: false } theory ? theory.Value : null;
        double offset = known ?? ResidualTheory.PublishedShareOffset;
        Add(known is null ? "share of the residual branch x (l + 1)" : "share of the residual branch x (l + a)", end,
            [.. Simulations(branch).Select(s => columns.Average(c => (run.Depths[c] + offset) * Math.Exp(branch[s, c] - sum[s, c])))],
            FormattableString.Invariant($"its share of the signal's variance; 1: diluted as 1/(l + {offset:G4})"));
    }

    private void Diffusion(Location output)
    {
        if (!_facts.SignalDiffuses || run.Find(Statistic.Nu2Signal, output) is not { } power || LastColumn(power) is not { } last || power.Simulations < 4) return;
        double scale = (_facts.Width ?? 1) / (double)run.Depths[last];
        string unit = _facts.Width is null ? " a layer" : " a layer x width";
        double[] logs = [.. Simulations(power).Select(s => power[s, last])];
        Add("mean of log nu_2" + unit, last, [.. logs.Select(v => v * scale)], "drift of the activations");
        Estimate variance = Estimate.OfVariance(logs);
        _found.Add(new("variance of log nu_2" + unit, run.Depths[last],
            variance with { Value = variance.Value * scale, StandardError = variance.StandardError * scale }, "diffusion of the activations"));
    }

    private void AtEnd(string name, Curve? curve, Func<double, double> transform, string meaning)
    {
        if (curve is not null && LastColumn(curve) is { } last)
            Add(name, last, [.. Simulations(curve).Select(s => transform(curve[s, last]))], meaning);
    }

    private void Add(string name, int column, double[] values, string meaning) =>
        _found.Add(new(name, run.Depths[column], Estimate.Of(values), meaning));

    private static Curve Combine(Curve a, Curve b, Func<double, double, double> f)
    {
        double[,] values = new double[a.Simulations, a.Depths];
        for (int s = 0; s < a.Simulations; s++)
        {
            for (int d = 0; d < a.Depths; d++) values[s, d] = f(a[s, d], b[s, d]);
        }

        return new(a.Statistic, a.Location, values);
    }

    // The last depth at which every simulation holds a value.
    private static int? LastColumn(Curve curve)
    {
        for (int d = curve.Depths - 1; d >= 0; d--)
        {
            if (Simulations(curve).All(s => double.IsFinite(curve[s, d]))) return d;
        }

        return null;
    }

    private static IEnumerable<int> Simulations(Curve curve) => Enumerable.Range(0, curve.Simulations);
}
