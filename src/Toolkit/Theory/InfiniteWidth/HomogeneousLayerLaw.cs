using System.Numerics;

namespace MomentsDnns.Theory.InfiniteWidth;

/// <summary>
/// The expectations of a layer for a positively homogeneous activation, phi(z) = p max(z, 0) - q max(-z, 0): ReLU (1,
/// 0), leaky ReLU (1, 0.01), linear (1, 1). Exact to 1e-10: phi(z) phi(z)' is of degree 2 in y, so that
/// <code>
/// G = int w(t) A(K_t) dt, A_ij = (p - q)^2 J(K_t) + p q K_t, J_ij = (K_ii K_jj)^(1/2) (sin a + (pi - a) cos a) / (2
/// pi),
/// </code>
/// cos a the correlation (<see cref="InverseVarianceQuadrature"/>; J the arc-cosine kernel of Cho and Saul 2009).
/// phi'(z_i)^2 is p^2 or q^2 by the sign of y_i, and v does not know signs: the noise's factor is exactly R (p^2 +
/// q^2)/2 for each image.
/// </summary>
/// <param name="positive">p = phi(1).</param>
/// <param name="negative">q = -phi(-1).</param>
public sealed class HomogeneousLayerLaw(double positive, double negative) : ILayerLaw
{
    private const int Block = 4; // vectors of nodes taken together

    /// <summary>ReLU.</summary>
    public static HomogeneousLayerLaw Relu { get; } = new(1, 0);

    /// <summary>p = phi(1).</summary>
    public double Positive { get; } = positive;

    /// <summary>q = -phi(-1).</summary>
    public double Negative { get; } = negative;

    /// <inheritdoc/>
    public BatchNormLayer Of(GramMatrix centred, double epsilon)
    {
        int n = centred.Size;
        SymmetricSpectrum spectrum = SymmetricSpectrum.Of(centred);
        InverseVarianceQuadrature quadrature = new(spectrum.Eigenvalues, n, epsilon);
        int nodes = quadrature.Nodes.Count;
        double[] tilted = Tilted(spectrum.Eigenvalues, quadrature.Nodes, n, out int stride);
        double[] deviations = Deviations(spectrum, tilted, stride, nodes);
        (double absolute, double fourth) = Moments(deviations, quadrature, n, nodes);

        double[] gram = new double[n * n], pairs = new double[2 * stride];
        double bend = (Positive - Negative) * (Positive - Negative), slope = Positive * Negative;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j += 2)
            {
                int second = Math.Min(j + 1, n - 1);
                Covariances(spectrum, tilted, stride, i, j, second, pairs);
                Store(j, 0);
                if (second > j && second <= i) Store(second, stride);
            }

            void Store(int j, int offset)
            {
                double sum = 0;
                for (int k = 0; k < nodes; k++)
                {
                    double product = deviations[(i * nodes) + k] * deviations[(j * nodes) + k],
                        covariance = pairs[offset + k];
                    double kernel = bend == 0 ? 0 : i == j ? 0.5 * product : ArcCosine(product, covariance);
                    sum += quadrature.Weights[k] * ((bend * kernel) + (slope * covariance));
                }

                gram[(i * n) + j] = gram[(j * n) + i] = sum;
            }
        }

        double inverse = quadrature.Mean, factor = inverse * 0.5 * ((Positive * Positive) + (Negative * Negative));
        return new()
        {
            InverseVariance = inverse,
            MeanSquare = 1 - (epsilon * inverse),
            AbsoluteMean = absolute,
            FourthMoment = fourth,
            Activated = new GramMatrix(gram),
            NoiseFactors = [.. Enumerable.Repeat(factor, n)],
        };
    }

    /// <summary>E[max(u, 0) max(v, 0)] of normal u and v.</summary>
    /// <param name="product">The product of their standard deviations.</param>
    /// <param name="covariance">Their covariance.</param>
    public static double ArcCosine(double product, double covariance)
    {
        if (product <= 0) return 0;
        double cosine = Math.Clamp(covariance / product, -1, 1), angle = Math.Acos(cosine);
        return product * (Math.Sqrt(1 - (cosine * cosine)) + ((Math.PI - angle) * cosine)) / (2 * Math.PI);
    }

    // The eigenvalues of K_t, lambda / (1 + 2 t lambda / N): a row for each eigenvalue, a column for each t, filled up
    // to whole blocks.
    private static double[] Tilted(IReadOnlyList<double> eigenvalues, IReadOnlyList<double> nodes, int images,
        out int stride)
    {
        int width = Block * Vector<double>.Count;
        stride = (nodes.Count + width - 1) / width * width;
        double[] tilted = new double[eigenvalues.Count * stride];
        for (int i = 0; i < eigenvalues.Count; i++)
        {
            double eigenvalue = Math.Max(0, eigenvalues[i]);
            for (int k = 0; k < nodes.Count; k++)
                tilted[(i * stride) + k] = eigenvalue / (1 + (2 * nodes[k] * eigenvalue / images));
        }

        return tilted;
    }

    // The standard deviation of each image at each node.
    private static double[] Deviations(SymmetricSpectrum spectrum, double[] tilted, int stride, int nodes)
    {
        int n = spectrum.Eigenvalues.Count;
        double[] deviations = new double[n * nodes], pairs = new double[2 * stride];
        for (int i = 0; i < n; i++)
        {
            Covariances(spectrum, tilted, stride, i, i, i, pairs);
            for (int k = 0; k < nodes; k++) deviations[(i * nodes) + k] = Math.Sqrt(Math.Max(0, pairs[k]));
        }

        return deviations;
    }

    // E|z| is of degree 1, E z^4 of degree 4: (v + e)^(-1/2) = int t^(-1/2) e^(-t (v + e)) dt / pi^(1/2), (v + e)^(-2)
    // = int t e^(-t (v + e)) dt.
    private static (double Absolute, double Fourth) Moments(double[] deviations, InverseVarianceQuadrature quadrature,
        int images, int nodes)
    {
        double absolute = 0, fourth = 0;
        for (int k = 0; k < nodes; k++)
        {
            double t = quadrature.Nodes[k], first = 0, square = 0;
            for (int i = 0; i < images; i++)
            {
                double deviation = deviations[(i * nodes) + k];
                first += deviation;
                square += deviation * deviation * deviation * deviation;
            }

            absolute += quadrature.Weights[k] * Math.Sqrt(2 / t) / Math.PI * first / images;
            fourth += quadrature.Weights[k] * t * 3 * square / images;
        }

        return (absolute, fourth);
    }

    // Of image i with j and with another, at each node: sum over eigenvectors of their entries' product times the
    // node's eigenvalue.
    private static void Covariances(SymmetricSpectrum spectrum, double[] tilted, int stride, int i, int j, int other,
        double[] pairs)
    {
        int n = spectrum.Eigenvalues.Count, width = Vector<double>.Count;
        double[] vectors = spectrum.VectorValues;
        for (int from = 0; from < stride; from += Block * width)
        {
            Vector<double> a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default,
                b2 = default, b3 = default;
            for (int k = 0; k < n; k++)
            {
                int row = k * n, at = (k * stride) + from;
                Vector<double> first = new(vectors[row + i] * vectors[row + j]),
                    second = new(vectors[row + i] * vectors[row + other]);
                Vector<double> d0 = new(tilted, at), d1 = new(tilted, at + width), d2 = new(tilted, at + (2 * width)),
                    d3 = new(tilted, at + (3 * width));
                a0 += first * d0;
                a1 += first * d1;
                a2 += first * d2;
                a3 += first * d3;
                b0 += second * d0;
                b1 += second * d1;
                b2 += second * d2;
                b3 += second * d3;
            }

            a0.CopyTo(pairs, from);
            a1.CopyTo(pairs, from + width);
            a2.CopyTo(pairs, from + (2 * width));
            a3.CopyTo(pairs, from + (3 * width));
            b0.CopyTo(pairs, stride + from);
            b1.CopyTo(pairs, stride + from + width);
            b2.CopyTo(pairs, stride + from + (2 * width));
            b3.CopyTo(pairs, stride + from + (3 * width));
        }
    }
}
