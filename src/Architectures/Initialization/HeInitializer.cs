using MomentsDnns.Architectures.Random;

namespace MomentsDnns.Architectures.Initialization;

/// <summary>
/// Independent weights N(0, 2 / fan-in): keeps the mean square through ReLU layers. Source: He et al. 2015.
/// </summary>
public sealed class HeInitializer : IWeightInitializer
{
    /// <summary>sigma_w^2, the variance of a weight times fan-in.</summary>
    public const double Variance = 2;

    private static readonly GaussianInitializer Law = new(Variance);

    /// <inheritdoc/>
    public void Fill(Span<float> weights, Fans fans, RandomStream stream) => Law.Fill(weights, fans, stream);
}
