using MomentsDnns.Architectures.Random;
using static TorchSharp.torch;

namespace MomentsDnns.Toolkit.Tests.Statistics;

/// <summary>Seeded data with known structure.</summary>
internal static class Samples
{
    /// <summary>Standard normal numbers <c>[rows, columns]</c> in 64 bits; <paramref name="index"/> names the sample.</summary>
    internal static Tensor Normal(int rows, int columns, int index = 0)
    {
        float[] numbers = new float[rows * columns];
        new RandomStream(1, index, 0, RandomPurpose.Noise).FillNormal(numbers);
        return tensor(numbers, rows, columns, dtype: ScalarType.Float64);
    }

    /// <summary>The six spectra on which the accuracy of an effective rank was studied, in 32 bits.</summary>
    internal static Tensor OfSpectrum(Spectrum spectrum, int rows, int columns)
    {
        Tensor normal = Normal(rows, columns), rotation = linalg.qr(Normal(columns, columns, 1)).Q.t();
        Tensor exponential = normal.mul(arange(columns, dtype: ScalarType.Float64).mul(-5.0 / columns).exp()).mm(rotation);
        Tensor deviations = full(columns, Math.Sqrt(0.005 / columns), ScalarType.Float64);
        deviations[0] = 1; // the others hold 0.005 of the variance together
        Tensor oneDimensional = normal.mul(deviations).mm(rotation);
        Tensor x = spectrum switch
        {
            Spectrum.Exponential => exponential,
            Spectrum.White => normal,
            Spectrum.NearOneDimension => oneDimensional,
            Spectrum.ExponentialFarFromZero => exponential + exponential.std([0], unbiased: false, keepdim: true) * 30,
            Spectrum.NearOneDimensionFarFromZero =>
                oneDimensional + oneDimensional.std([0], unbiased: false, keepdim: true) * 30,
            Spectrum.Rectified => exponential.relu(),
            _ => throw new ArgumentOutOfRangeException(nameof(spectrum), spectrum, "unknown spectrum"),
        };
        return x.to_type(ScalarType.Float32);
    }
}
