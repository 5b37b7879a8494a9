using MomentsDnns.Analysis.Inference;
using static System.FormattableString;

namespace MomentsDnns.Analysis.Growth;

/// <summary>The arithmetic behind <see cref="GrowthFit"/>.</summary>
internal sealed class GrowthFitter
{
    private readonly AnalysisOptions _options;
    private readonly int[] _depths;
    private readonly double[][] _curves; // [simulation][point], centred over the range
    private readonly double[] _mean; // the mean curve, centred
    private readonly double _level; // what was taken off it
    private readonly double _powerLawOffset;
    private readonly Shape[] _shapes;

    public GrowthFitter(CompleteCurves curves, AnalysisOptions options, double? shareOffset)
    {
        (_options, _depths) = (options, curves.Depths);
        _curves = Array.ConvertAll(curves.Values, LeastSquares.Centred);
        _level = curves.Values.Average(c => c.Average());
        _mean = [.. _depths.Select((_, i) => _curves.Average(c => c[i]))];
        _powerLawOffset = shareOffset is { } a ? PowerLawOffsets.Of(_depths, _mean, a) : 0;
        _shapes = [.. GrowthLaws.All.Select(ShapeOf)];
    }

    // Centred, of length 1; from which level and length, and its product with each simulation's curve.
    private sealed record Shape(GrowthLaw Law, double[] Unit, double Mean, double Length, double[] Products);

    public GrowthFit Fit()
    {
        int last = _depths[^1];
        Estimate growth = Estimate.Of(Array.ConvertAll(_curves, c => c[^1] - c[0]));
        Bootstrap bootstrap = new(_curves.Length, _options.Resamples);
        Shape[] nearest = [.. bootstrap.Weights.Select(w => Nearest(shape => Bootstrap.Mean(w, shape.Products)))];
        LawFit[] fits = Array.ConvertAll(_shapes,
            shape => Fit(shape, growth.Value, (double)nearest.Count(n => n == shape) / nearest.Length));
        LawFit best = fits.MaxBy(f => f.Weight)!;
        bool grows = best.Exponent.DiffersFromZero(_options.Confidence) && best.Exponent.Value > 0;
        string reason = _curves.Length < _options.LeastSimulations
            ? $"{_curves.Length} simulations, a law needs {_options.LeastSimulations}"
            : last < _options.LeastDepth ? $"depth {last}, a law needs {_options.LeastDepth}"
            : !grows ? "no growth beyond noise"
            : best.Weight < 0.5 * (1 + _options.Confidence)
            ? "the laws are not told apart: "
            + string.Join(", ", fits.Select(f => Invariant($"{f.Law.Name()} {f.Weight:F2}")))
            : best.IsRejected && best.MisfitShare > LargestMisfit(best)
            ? $"nearest to the {best.Law.Name()}, which misses the curve "
            + Invariant($"by {100 * best.MisfitShare:F1}% of its growth (t = {best.LargestT:F1})")
            : "";
        Shape exponential = _shapes[(int)GrowthLaw.Exponential];
        return new()
        {
            FirstDepth = _depths[0],
            LastDepth = last,
            Points = _depths.Length,
            PowerLawOffset = _powerLawOffset,
            LogGrowth = growth,
            Fits = fits,
            Grows = grows,
            Preferred = reason.Length == 0 ? best.Law : null,
            Reason = reason,
            OwnExponentials = [.. exponential.Products
                .Where((_, s) => Nearest(shape => shape.Products[s]) == exponential)
                .Select(product => product / exponential.Length)],
        };
    }

    private Shape ShapeOf(GrowthLaw law)
    {
        double[] raw = [.. _depths.Select(d => law.Shape(d, _powerLawOffset))], centred = LeastSquares.Centred(raw);
        double length = Math.Sqrt(LeastSquares.Dot(centred, centred));
        double[] unit = Array.ConvertAll(centred, v => v / length);
        return new(law, unit, raw.Average(), length, Array.ConvertAll(_curves, c => LeastSquares.Dot(unit, c)));
    }

    // Least squares leave the less, the larger the product with a curve.
    private Shape Nearest(Func<Shape, double> product) => _shapes.MaxBy(shape => Math.Abs(product(shape)))!;

    private double LargestMisfit(LawFit fit) =>
        fit is { Law: GrowthLaw.Exponential, LargestT: < 0 } ? _options.LargestExponentialMisfit
        : _options.LargestMisfit;

    private LawFit Fit(Shape shape, double growth, double weight)
    {
        Estimate exponent = Estimate.Of(Array.ConvertAll(shape.Products, product => product / shape.Length));
        double score = LeastSquares.Dot(shape.Unit, _mean);
        double misfit = Math.Sqrt(Math.Max(0, LeastSquares.Dot(_mean, _mean) - (score * score)) / _mean.Length);
        double largest = _shapes.Where(other => other != shape).Select(other => Bend(shape, other).T).MaxBy(Math.Abs);
        return new(shape.Law, exponent, _level - (exponent.Value * shape.Mean), misfit, misfit / Math.Abs(growth),
            weight, largest,
            Math.Abs(largest) > Estimate.TwoSidedQuantile(_curves.Length, _options.RejectionConfidence));
    }

    // What another law's shape explains beyond this one's, signed so that an upward bend is positive.
    private Estimate Bend(Shape shape, Shape other)
    {
        double common = LeastSquares.Dot(shape.Unit, other.Unit);
        double[] bend = [.. other.Unit.Zip(shape.Unit, (o, s) => o - (common * s))];
        double length = Math.Sqrt(LeastSquares.Dot(bend, bend)) * Math.Sign(bend[^1]);
        return Estimate.Of(Array.ConvertAll(_curves, c => LeastSquares.Dot(bend, c) / length));
    }
}
