using System.Runtime.Intrinsics;
using MathNet.Numerics.LinearAlgebra;
using MomentsDnns.Architectures.Random;

namespace MomentsDnns.Propagation.Probes;

/// <summary>
/// Fully connected ReLU nets of He's law, and nets whose every ReLU is replaced by fair coins, one for each unit, the
/// same for all inputs: a product of random matrices and random Bernoulli vectors. Of one input, signs of units are
/// fair coins independent of all sizes, so that both have one law; of several, a ReLU net gives each input signs of its
/// own.
/// </summary>
/// <param name="LogSignal">log nu_2(x^L) - log nu_2(x^0) of one input, a net each.</param>
/// <param name="LogNoise">log mu_2(dx^L) - log mu_2(dx^0) of its tangent, likewise.</param>
/// <param name="Ranks">r_eff(x^L) of a batch of inputs, of fewer nets.</param>
public sealed record CoinNets(IReadOnlyList<double> LogSignal, IReadOnlyList<double> LogNoise,
    IReadOnlyList<double> Ranks)
{
    private const ulong Seed = 0x0c01;

    /// <summary>Draws nets and sends independent normal inputs through them.</summary>
    /// <param name="hasCoins">Whether coins stand in the place of ReLU.</param>
    /// <param name="width">Units of a layer.</param>
    /// <param name="rankWidth">
    /// The same of the nets of a batch: wide ones, where products of matrices keep their directions long.
    /// </param>
    /// <param name="depth">L, layers.</param>
    /// <param name="nets">Nets of one input.</param>
    /// <param name="batches">Nets of a batch.</param>
    /// <param name="images">Inputs of a batch.</param>
    /// <param name="threads">Threads in all.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static CoinNets Of(bool hasCoins, int width, int rankWidth, int depth, int nets, int batches, int images,
        int threads, CancellationToken cancellation = default)
    {
        double[] signal = new double[nets], noise = new double[nets], ranks = new double[batches];
        ParallelOptions options = new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        Parallel.For(0, nets, options, net =>
        {
            double[][] end = Pass(hasCoins, width, depth, net, 1, hasTangent: true);
            (signal[net], noise[net]) = (LogMeanSquare(end[0]), LogMeanSquare(end[1]));
        });
        Parallel.For(0, batches, options, net => ranks[net] =
            Rank(Pass(hasCoins, rankWidth, depth, nets + net, images, hasTangent: false)));
        return new(signal, noise, ranks);
    }

    // Inputs, then the tangent of the first where it has one; each starts at mean square 1.
    private static double[][] Pass(bool hasCoins, int width, int depth, int net, int inputs, bool hasTangent)
    {
        int count = inputs + (hasTangent ? 1 : 0), simulation = (2 * net) + (hasCoins ? 1 : 0);
        float[] drawn = new float[Math.Max(width * width, width * count)];
        new RandomStream(Seed, simulation, 0, RandomPurpose.Noise).FillNormal(drawn.AsSpan(0, width * count));
        double[][] vectors = [.. Enumerable.Range(0, count)
            .Select(i => drawn.Skip(i * width).Take(width).Select(v => (double)v).ToArray())];
        foreach (double[] vector in vectors) Scale(vector, Math.Exp(-0.5 * LogMeanSquare(vector)));
        double[] row = new double[width];
        bool[] passes = new bool[count];
        for (int layer = 1; layer <= depth; layer++)
        {
            new RandomStream(Seed, simulation, layer, RandomPurpose.Weight)
                .FillNormal(drawn.AsSpan(0, width * width), (float)Math.Sqrt(2.0 / width));
            RandomStream coins = new(Seed, simulation, layer, RandomPurpose.Bias); // these nets have no biases
            double[][] next = [.. vectors.Select(v => new double[v.Length])];
            for (int unit = 0; unit < width; unit++)
            {
                for (int k = 0; k < width; k++) row[k] = drawn[(unit * width) + k];
                bool head = hasCoins && (coins.NextUInt32() & 1) == 1;
                for (int i = 0; i < count; i++)
                {
                    double sum = Dot(row, vectors[i]);
                    // A tangent passes where its input does.
                    passes[i] = hasCoins ? head : i < inputs ? sum > 0 : passes[0];
                    next[i][unit] = passes[i] ? sum : 0;
                }
            }

            vectors = next;
        }

        return vectors;
    }

    private static double Dot(double[] a, double[] b)
    {
        // Four sums on any machine.
        Vector256<double> sum = Vector256<double>.Zero;
        int i = 0;
        for (; i <= a.Length - Vector256<double>.Count; i += Vector256<double>.Count)
            sum += Vector256.Create(a, i) * Vector256.Create(b, i);
        double rest = Vector256.Sum(sum);
        for (; i < a.Length; i++) rest += a[i] * b[i];
        return rest;
    }

    private static void Scale(double[] vector, double factor)
    {
        for (int i = 0; i < vector.Length; i++) vector[i] *= factor;
    }

    private static double LogMeanSquare(double[] vector) => Math.Log(Dot(vector, vector) / vector.Length);

    private static double Rank(double[][] batch)
    {
        double[] mean = [.. Enumerable.Range(0, batch[0].Length).Select(k => batch.Average(v => v[k]))];
        Matrix<double> rows =
            Matrix<double>.Build.DenseOfRowArrays(batch.Select(v => v.Zip(mean, (a, m) => a - m).ToArray()));
        double[] powers =
            [.. rows.TransposeAndMultiply(rows).Evd(Symmetricity.Symmetric).EigenValues.Select(v => v.Real)];
        return powers.Sum() / powers.Max();
    }
}
