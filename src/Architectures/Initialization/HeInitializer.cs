using MomentsDnns.Architectures.Random;

namespace MomentsDnns.Architectures.Initialization;

/// <summary>Independent weights N(0, 2 / fan-in): keeps the mean square through ReLU layers. Source: He et al. 2015.</summary>
public sealed class HeInitializer : IWeightInitializer
{
    /// <inheritdoc/>
    public void Fill(Span<float> weights, int fanIn, RandomStream stream) =>
        stream.FillNormal(weights, (float)Math.Sqrt(2.0 / fanIn));
}
