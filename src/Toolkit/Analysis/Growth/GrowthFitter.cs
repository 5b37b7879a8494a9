using System.Globalization;
using MomentsDnns.Analysis.Inference;

namespace MomentsDnns.Analysis.Growth;

/// <summary>The arithmetic behind <see cref="GrowthFit"/>.</summary>
internal sealed class GrowthFitter
{
    private readonly AnalysisOptions _options;
    private readonly int _first, _last;
    private readonly double[][] _curves; // [simulation][point], centred over the range
    private readonly double[] _mean; // the mean curve, centred
    private readonly double _level; // what was taken off it
    private readonly double _powerLawOffset;
    private readonly Dictionary<GrowthLaw, double[]> _shapes; // centred, of length 1
    private readonly Dictionary<GrowthLaw, (double Mean, double Length)> _raw;

    public GrowthFitter(IReadOnlyList<int> depths, double[,] logValues, int[] columns, AnalysisOptions options,
        double? shareOffset)
    {
        (_options, _first, _last) = (options, depths[columns[0]], depths[columns[^1]]);
        _curves = [.. Enumerable.Range(0, logValues.GetLength(0))
            .Select(s => columns.Select(c => logValues[s, c]).ToArray())];
        _level = _curves.Average(c => c.Average());
        foreach (double[] curve in _curves) Centre(curve);
        _mean = [.. Enumerable.Range(0, columns.Length).Select(i => _curves.Average(c => c[i]))];
        _powerLawOffset = shareOffset is { } a ? PowerLawOffsets.Of([.. columns.Select(c => depths[c])], _mean, a) : 0;
        (_shapes, _raw) = ([], []);
        foreach (GrowthLaw law in GrowthLaws.All)
        {
            double[] shape = [.. columns.Select(c => law.Shape(depths[c], _powerLawOffset))];
            double mean = Centre(shape), length = Math.Sqrt(Dot(shape, shape));
            for (int i = 0; i < shape.Length; i++) shape[i] /= length;
            _shapes[law] = shape;
            _raw[law] = (mean, length);
        }
    }

    public GrowthFit Fit()
    {
        Estimate growth = Estimate.Of([.. _curves.Select(c => c[^1] - c[0])]);
        Dictionary<GrowthLaw, double> weights = Weights();
        LawFit[] fits = [.. GrowthLaws.All.Select(law => Fit(law, growth.Value, weights[law]))];
        LawFit best = fits.MaxBy(f => f.Weight)!;
        bool grows = best.Exponent.DiffersFromZero(_options.Confidence) && best.Exponent.Value > 0;
        string reason = _curves.Length < _options.LeastSimulations
            ? $"{_curves.Length} simulations, a law needs {_options.LeastSimulations}"
            : _last < _options.LeastDepth ? $"depth {_last}, a law needs {_options.LeastDepth}"
            : !grows ? "no growth beyond noise"
            : best.Weight < 0.5 * (1 + _options.Confidence) ? "the laws are not told apart: "
            + "" + string.Join(", ", fits.Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Law.Name()} "
            + $"{f.Weight:F2}")))
            : best.IsRejected && best.MisfitShare > LargestMisfit(best)
            ? string.Create(CultureInfo.InvariantCulture, $"nearest to the {best.Law.Name()}, which misses the curve "
            + $"by {100 * best.MisfitShare:F1}% of its growth (t = {best.LargestT:F1})")
            : "";
        return new()
        {
            FirstDepth = _first,
            LastDepth = _last,
            Points = _mean.Length,
            PowerLawOffset = _powerLawOffset,
            LogGrowth = growth,
            Fits = fits,
            Grows = grows,
            Preferred = reason.Length == 0 ? best.Law : null,
            Reason = reason,
        };
    }

    private double LargestMisfit(LawFit fit) =>
        fit is { Law: GrowthLaw.Exponential, LargestT: < 0 } ? _options.LargestExponentialMisfit
        : _options.LargestMisfit;

    private Dictionary<GrowthLaw, double> Weights()
    {
        Dictionary<GrowthLaw, double[]> scores =
            _shapes.ToDictionary(s => s.Key, s => _curves.Select(c => Dot(s.Value, c)).ToArray());
        Bootstrap bootstrap = new(_curves.Length, _options.Resamples);
        int[] wins = new int[GrowthLaws.All.Count];
        foreach (IReadOnlyList<double> weights in bootstrap.Weights)
            wins[(int)GrowthLaws.All.MaxBy(law => Math.Abs(Bootstrap.Mean(weights, scores[law])))]++;
        return GrowthLaws.All.ToDictionary(law => law, law => (double)wins[(int)law] / bootstrap.Weights.Count);
    }

    private LawFit Fit(GrowthLaw law, double growth, double weight)
    {
        double[] shape = _shapes[law];
        (double shapeMean, double length) = _raw[law];
        Estimate exponent = Estimate.Of([.. _curves.Select(c => Dot(shape, c) / length)]);
        double score = Dot(shape, _mean);
        double misfit = Math.Sqrt(Math.Max(0, Dot(_mean, _mean) - (score * score)) / _mean.Length);
        double[] bends = [.. GrowthLaws.All.Where(other => other != law).Select(other => Bend(law, other).T)];
        double largest = bends.MaxBy(Math.Abs);
        return new(law, exponent, _level - (exponent.Value * shapeMean), misfit, misfit / Math.Abs(growth), weight,
            largest,
            Math.Abs(largest) > Estimate.TwoSidedQuantile(_curves.Length, _options.RejectionConfidence));
    }

    // What another law's shape explains beyond this one's, signed so that an upward bend is positive.
    private Estimate Bend(GrowthLaw law, GrowthLaw other)
    {
        double[] shape = _shapes[law], bend = [.. _shapes[other]];
        double common = Dot(shape, bend);
        for (int i = 0; i < bend.Length; i++) bend[i] -= common * shape[i];
        double length = Math.Sqrt(Dot(bend, bend)) * Math.Sign(bend[^1]);
        return Estimate.Of([.. _curves.Select(c => Dot(bend, c) / length)]);
    }

    private static double Centre(double[] values)
    {
        double mean = values.Average();
        for (int i = 0; i < values.Length; i++) values[i] -= mean;
        return mean;
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }
}
