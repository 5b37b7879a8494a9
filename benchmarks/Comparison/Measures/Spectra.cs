using MomentsDnns.Architectures.Numerics;
using static TorchSharp.torch;

namespace MomentsDnns.Benchmarks.Comparison.Measures;

/// <summary>Six kinds of data on which an effective rank is easy or hard to take, from seeded normals, in 32 bits.</summary>
internal static class Spectra
{
    private const double Decay = 50, Mean = 30;

    /// <summary>The names and the matrices <c>[rows, channels]</c>, made one at a time.</summary>
    public static IEnumerable<(string Name, Func<Tensor> Make)> Of(int rows, int channels)
    {
        double[] exponential = [.. Enumerable.Range(0, channels).Select(j => Math.Exp(-j / Decay))];
        double[] white = [.. Enumerable.Repeat(1.0, channels)];
        double[] line = [1, .. exponential.Take(channels - 1).Select(v => 1e-4 * v)];
        yield return ("exponential", () => Make(exponential).to(ScalarType.Float32));
        yield return ("white", () => Make(white).to(ScalarType.Float32));
        yield return ("near-line", () => Make(line).to(ScalarType.Float32));
        yield return ("exponential-mean", () => WithMean(Make(exponential)).to(ScalarType.Float32));
        yield return ("near-line-mean", () => WithMean(Make(line)).to(ScalarType.Float32));
        yield return ("relu-exponential", () => nn.functional.relu(Make(exponential)).to(ScalarType.Float32));

        // Normals whose covariance has these eigenvalues, in directions that are no axes.
        Tensor Make(double[] spectrum)
        {
            (Tensor directions, _) = linalg.qr(Inputs.Normal(1, channels, channels).to(ScalarType.Float64));
            Tensor scales = tensor(spectrum, ScalarType.Float64).sqrt();
            return (Inputs.Normal(2, rows, channels).to(ScalarType.Float64) * scales).mm(directions.t());
        }

        static Tensor WithMean(Tensor x) => x.Plus((x * x).mean([0], keepdim: true).sqrt().Times(Mean));
    }
}
