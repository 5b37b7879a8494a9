using MomentsDnns.Architectures.Random;

namespace MomentsDnns.Architectures.Initialization;

/// <summary>
/// Independent weights N(0, 1 / fan-in): keeps the mean square through linear layers. Source: LeCun et al. 1998.
/// </summary>
public sealed class LeCunInitializer : IWeightInitializer
{
    private static readonly GaussianInitializer Law = new(1);

    /// <inheritdoc/>
    public void Fill(Span<float> weights, Fans fans, RandomStream stream) => Law.Fill(weights, fans, stream);
}
