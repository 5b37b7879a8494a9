using MomentsDnns.Architectures.Random;

namespace MomentsDnns.Architectures.Initialization;

/// <summary>Independent weights N(0, sigma_w^2 / fan-in).</summary>
/// <param name="variance">sigma_w^2: the variance of a weight times fan-in.</param>
public sealed class GaussianInitializer(double variance) : IWeightInitializer
{
    /// <inheritdoc/>
    public void Fill(Span<float> weights, Fans fans, RandomStream stream) =>
        stream.FillNormal(weights, (float)Math.Sqrt(variance / fans.In));
}
