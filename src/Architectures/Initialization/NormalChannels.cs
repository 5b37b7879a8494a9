using MomentsDnns.Architectures.Random;

namespace MomentsDnns.Architectures.Initialization;

/// <summary>Independent numbers N(0, sigma_b^2), one a channel.</summary>
/// <param name="variance">sigma_b^2.</param>
public sealed class NormalChannels(double variance) : IChannelInitializer
{
    /// <inheritdoc/>
    public void Fill(Span<float> values, RandomStream stream) => stream.FillNormal(values, (float)Math.Sqrt(variance));
}
