using System.Numerics;

namespace MomentsDnns.Theory.InfiniteWidth;

/// <summary>
/// The expectations of a layer for any activation, as means over M channels drawn from their normal law: channels come
/// in pairs y and -y. E[1/(v + epsilon)] is taken exactly (<see cref="InverseVarianceQuadrature"/>), and the noise's
/// factors are the sampled E[phi'(z_i)^2 / (v + epsilon)] over the sampled E[1/(v + epsilon)], times that. What is left
/// of chance falls as 1/sqrt M a layer.
/// </summary>
/// <param name="activation">phi(x) and phi'(x).</param>
/// <param name="channels">M, 2 or more; an odd one is raised by 1.</param>
/// <param name="fillNormal">Fills a span with independent standard normal numbers, other ones at each call.</param>
/// <remarks>Not thread safe: numbers are drawn one layer after the other.</remarks>
public sealed class SampledLayerLaw(
    Func<double, (double Value, double Derivative)> activation, int channels, SampledLayerLaw.NormalNumbers fillNormal)
    : ILayerLaw
{
    private const int Batch = 64; // pairs of channels drawn together: their values stay in the cache

    /// <summary>Fills a span with independent standard normal numbers.</summary>
    /// <param name="destination">Where to write.</param>
    public delegate void NormalNumbers(Span<float> destination);

    private readonly int _pairs = (Math.Max(2, channels) + 1) / 2;

    /// <summary>M.</summary>
    public int Channels => 2 * _pairs;

    /// <inheritdoc/>
    public BatchNormLayer Of(GramMatrix centred, double epsilon)
    {
        int n = centred.Size;
        SymmetricSpectrum spectrum = SymmetricSpectrum.Of(centred);
        InverseVarianceQuadrature quadrature = new(spectrum.Eigenvalues, n, epsilon);
        Sums sums = new(n);
        double[] y = new double[n], values = new double[2 * Batch * n];
        float[] normal = new float[Batch * n];
        for (int done = 0; done < _pairs; done += Batch)
        {
            int here = Math.Min(Batch, _pairs - done);
            fillNormal(normal.AsSpan(0, here * n));
            for (int c = 0; c < here; c++)
            {
                Draw(spectrum, normal.AsSpan(c * n, n), y);
                Add(y, epsilon, sums, values.AsSpan(2 * c * n, 2 * n));
            }

            sums.AddProducts(values, 2 * here);
        }

        return sums.Layer(quadrature.Mean, epsilon, Channels);
    }

    // y = sum over k of lambda_k^(1/2) g_k (eigenvector k).
    private static void Draw(SymmetricSpectrum spectrum, ReadOnlySpan<float> normal, double[] y)
    {
        int n = y.Length;
        double[] vectors = spectrum.VectorValues;
        Array.Clear(y);
        for (int k = 0; k < n; k++)
        {
            double factor = Math.Sqrt(Math.Max(0, spectrum.Eigenvalues[k])) * normal[k];
            Vector<double> factors = new(factor);
            int i = 0;
            for (; i <= n - Vector<double>.Count; i += Vector<double>.Count)
                (new Vector<double>(y, i) + (factors * new Vector<double>(vectors, (k * n) + i))).CopyTo(y, i);
            for (; i < n; i++) y[i] += factor * vectors[(k * n) + i];
        }
    }

    private void Add(double[] y, double epsilon, Sums sums, Span<double> values)
    {
        int n = y.Length;
        double variance = epsilon;
        foreach (double value in y) variance += value * value / n;
        double scale = variance > 0 ? 1 / Math.Sqrt(variance) : 0, inverse = scale * scale;
        sums.Inverse += 2 * inverse;
        for (int i = 0; i < n; i++)
        {
            double z = y[i] * scale, square = z * z;
            (double there, double slope) = activation(z);
            (double opposite, double otherSlope) = activation(-z);
            (values[i], values[n + i]) = (there, opposite);
            sums.Noise[i] += inverse * ((slope * slope) + (otherSlope * otherSlope));
            sums.Absolute += 2 * Math.Abs(z);
            sums.Fourth += 2 * square * square;
        }
    }

    private sealed class Sums(int n)
    {
        private readonly double[] _gram = new double[n * n];

        public double Inverse { get; set; }

        public double Absolute { get; set; }

        public double Fourth { get; set; }

        public double[] Noise { get; } = new double[n];

        // The lower triangle of sum over channels of phi phi'.
        public void AddProducts(double[] values, int rows)
        {
            for (int i = 0; i < n; i++)
            {
                for (int c = 0; c < rows; c++)
                {
                    double factor = values[(c * n) + i];
                    Vector<double> factors = new(factor);
                    int j = 0;
                    for (; j <= i + 1 - Vector<double>.Count; j += Vector<double>.Count)
                    {
                        (new Vector<double>(_gram, (i * n) + j) + (factors * new Vector<double>(values, (c * n) + j)))
                            .CopyTo(_gram, (i * n) + j);
                    }
                    for (; j <= i; j++) _gram[(i * n) + j] += factor * values[(c * n) + j];
                }
            }
        }

        public BatchNormLayer Layer(double inverse, double epsilon, int channels)
        {
            double[] gram = new double[n * n];
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j <= i; j++) gram[(i * n) + j] = gram[(j * n) + i] = _gram[(i * n) + j] / channels;
            }

            double scale = inverse / Inverse;
            return new()
            {
                InverseVariance = inverse,
                MeanSquare = 1 - (epsilon * inverse),
                AbsoluteMean = Absolute / channels / n,
                FourthMoment = Fourth / channels / n,
                Activated = new GramMatrix(gram),
                NoiseFactors = [.. Noise.Select(sum => sum * scale)],
            };
        }
    }
}
