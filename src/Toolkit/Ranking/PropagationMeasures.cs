using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis.Ranking;
using MomentsDnns.Analysis.Sites;
using MomentsDnns.Results;

namespace MomentsDnns.Ranking;

/// <summary>
/// The statistics of signal and noise that networks are ranked by. "Features" are the last site on the main path with
/// more than one position, or the last but one where none has.
/// </summary>
public static class PropagationMeasures
{
    private static readonly (RankingMeasure Measure, Func<Numbers, double?> Take)[] Known =
    [
        (Of("chi_output", "log chi, output", "log10 chi at the output"), n => n.Chi(n.Main[^1])),
        (Of("chi_features", "log chi, features", "log10 chi at the features"), n => n.Chi(n.Features)),
        (Of("chi_largest", "largest log chi", "the largest log10 chi along the main path"),
            n => n.Main.Max(n.Chi)),
        (Of("reff_signal", "r_eff(*x*), features", "r_eff(x) at the features"), n => n.Signal(n.Features)),
        (Of("reff_noise", "r_eff(d*x*), features", "r_eff(dx) at the features"), n => n.Noise(n.Features)),
        (Of("reff_signal_least", "least r_eff(*x*)", "the least r_eff(x) along the main path, up to the features"),
            n => n.UpToFeatures.Min(n.Signal)),
        (Of("reff_noise_least", "least r_eff(d*x*)", "the least r_eff(dx) along the main path, up to the features"),
            n => n.UpToFeatures.Min(n.Noise)),
    ];

    /// <summary>Every one, in the order of tables.</summary>
    public static IReadOnlyList<RankingMeasure> All { get; } = [.. Known.Select(k => k.Measure)];

    /// <summary>Takes them of a probed network.</summary>
    /// <param name="run">One replicate.</param>
    /// <returns>The numbers; absent those that the network has none of.</returns>
    /// <exception cref="ArgumentException">It is no probed network.</exception>
    public static IReadOnlyDictionary<RankingMeasure, double> Of(RunResults run)
    {
        Numbers numbers = new(run);
        return Known.Select(k => (k.Measure, Value: k.Take(numbers)))
            .Where(m => m.Value is { } value && double.IsFinite(value))
            .ToDictionary(m => m.Measure, m => m.Value!.Value);
    }

    private static RankingMeasure Of(string name, string symbol, string formula) =>
        new(name, symbol, MeasureGroup.Propagation, formula);

    private sealed class Numbers
    {
        private readonly QuantityCurve? _chi, _signal, _noise;

        public Numbers(RunResults run)
        {
            SitePath path = SitePath.Of(run)
                ?? throw new ArgumentException("no sites are known; measure by a probe", nameof(run));
            (_chi, _signal, _noise) = (Quantity.Chi.Find(run), Quantity.SignalRank.Find(run),
                Quantity.NoiseRank.Find(run));
            Main = path.Main;
            int last = Enumerable.Range(0, Main.Count).LastOrDefault(i => path.Sites[Main[i]].Positions > 1, -1);
            if (last < 0) last = Math.Max(0, Main.Count - 2);
            Features = Main[last];
            UpToFeatures = [.. Main.Take(last + 1)];
        }

        public IReadOnlyList<int> Main { get; }

        public IReadOnlyList<int> UpToFeatures { get; }

        public int Features { get; }

        public double? Chi(int column) => _chi is null ? null : Finite(_chi[0, column] / Math.Log(10));

        public double? Signal(int column) => _signal is null ? null : Finite(_signal.Linear(0, column));

        public double? Noise(int column) => _noise is null ? null : Finite(_noise.Linear(0, column));

        private static double? Finite(double value) => double.IsFinite(value) ? value : null;
    }
}
