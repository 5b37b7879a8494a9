using MomentsDnns.Architectures.Initialization;
using MomentsDnns.Architectures.Random;

namespace MomentsDnns.Samples.OwnInitializer;

/// <summary>Independent weights of Laplace's law, density e^(-|w| / b) / 2b, of variance 2 b^2 = 2 / fan-in: b = 1 / sqrt(fan-in).</summary>
public sealed class LaplaceInitializer : IWeightInitializer
{
    /// <inheritdoc/>
    public void Fill(Span<float> weights, Fans fans, RandomStream stream)
    {
        // With u uniform in [-1, 1], -b sign(u) ln(1 - |u|) is of that law. The least 1 - |u| above 0 is 2^-24: where it is 0, half of that.
        stream.FillUniform(weights, 1);
        double b = 1 / Math.Sqrt(fans.In);
        foreach (ref float weight in weights)
            weight = (float)(-b * Math.Sign(weight) * Math.Log(Math.Max(1 - Math.Abs((double)weight), Math.ScaleB(1, -25))));
    }
}
