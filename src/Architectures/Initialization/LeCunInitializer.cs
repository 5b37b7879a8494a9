using MomentsDnns.Architectures.Random;

namespace MomentsDnns.Architectures.Initialization;

/// <summary>Independent weights N(0, 1 / fan-in): keeps the mean square through linear layers. Source: LeCun et al. 1998.</summary>
public sealed class LeCunInitializer : IWeightInitializer
{
    /// <inheritdoc/>
    public void Fill(Span<float> weights, int fanIn, RandomStream stream) =>
        stream.FillNormal(weights, (float)Math.Sqrt(1.0 / fanIn));
}
