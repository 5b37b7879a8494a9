using MathNet.Numerics;

namespace MomentsDnns.Theory;

/// <summary>
/// The power of one input in a fully connected ReLU net of finite width N without normalization, weights N(0, 2/N) and
/// no biases: over a layer |x|^2 is multiplied by (2/N) sum relu(g_i)^2, g_i standard normal and independent of all
/// before. That is (2/N) times a chi-square variable whose degrees of freedom K are the positive g_i, binomial of N and
/// 1/2.
/// </summary>
/// <remarks>
/// The moments are of the logarithm of that factor, given K above 0, summed over K exactly: log of a chi-square of K
/// degrees has mean psi(K/2) + log 2 and variance psi'(K/2). The factor itself has mean 1 and variance 5/N, since E (2
/// relu(g)^2)^2 = 6: hence 5/N and -2.5/N to leading order. A measured nu_2 is an average over a batch, whose images
/// are not wholly correlated in the first layers: its variance lies a little below that of one input.
/// </remarks>
public sealed class FiniteWidthDiffusion
{
    /// <summary>Sums the moments up.</summary>
    /// <param name="width">N, 1 or more.</param>
    public FiniteWidthDiffusion(int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        Width = width;
        (LogMean, LogVariance) = Moments(width);
    }

    /// <summary>N.</summary>
    public int Width { get; }

    /// <summary>
    /// E log of a layer's factor: E psi(K/2) + log(4/N), given K above 0; -2.5/N - 49/(12 N^2) for large N.
    /// </summary>
    public double LogMean { get; }

    /// <summary>
    /// Var log of a layer's factor: E psi'(K/2) + Var psi(K/2), given K above 0; 5/N + 18.5/N^2 for large N.
    /// </summary>
    public double LogVariance { get; }

    /// <summary>E log(|x^l|^2 / |x^0|^2) of a signal that is not ended.</summary>
    /// <param name="depth">l, the layers passed.</param>
    public double LogMeanAt(int depth) => depth * LogMean;

    /// <summary>Var log(|x^l|^2 / |x^0|^2) of a signal that is not ended: layers are independent.</summary>
    /// <param name="depth">l, the layers passed.</param>
    public double LogVarianceAt(int depth) => depth * LogVariance;

    private static (double Mean, double Variance) Moments(int width)
    {
        // From the mode outwards, in units of its probability, until what is left has no weight.
        const double negligible = 1e-30;
        int mode = Math.Max(1, width / 2);
        List<(double Weight, double LogMean, double LogVariance)> terms = [];
        double weight = 1;
        for (int k = mode; k <= width && weight > negligible; weight *= (double)(width - k) / (k + 1), k++) Add(k);
        weight = (double)mode / (width - mode + 1);
        for (int k = mode - 1; k >= 1 && weight > negligible; weight *= (double)k / (width - k + 1), k--) Add(k);

        double total = terms.Sum(t => t.Weight);
        double mean = terms.Sum(t => t.Weight * t.LogMean) / total;
        return (mean, terms.Sum(t => t.Weight * (t.LogVariance + ((t.LogMean - mean) * (t.LogMean - mean)))) / total);

        void Add(int k) =>
            terms.Add((weight, SpecialFunctions.DiGamma(0.5 * k) - Math.Log(0.25 * width), Trigamma(0.5 * k)));
    }

    // psi'(x) = psi'(x + 1) + 1 / x^2; from 15 on the asymptotic series, whose first term left out is below 2e-16.
    private static double Trigamma(double x)
    {
        double sum = 0;
        for (; x < 15; x++) sum += 1 / (x * x);
        double y = 1 / (x * x);
        double series = (1.0 / 6) - (y * ((1.0 / 30) - (y * ((1.0 / 42) - (y * ((1.0 / 30) - (y * 5 / 66)))))));
        return sum + (1 / x) + (0.5 * y) + (y / x * series);
    }
}
