using MomentsDnns.Architectures.Random;

namespace MomentsDnns.Architectures.Initialization;

/// <summary>
/// Independent numbers uniform in [-R, R], the ball of one dimension, one a channel: second moment R^2 / 3.
/// </summary>
/// <param name="radius">R.</param>
public sealed class UniformChannels(double radius) : IChannelInitializer
{
    /// <inheritdoc/>
    public void Fill(Span<float> values, RandomStream stream) => stream.FillBalls(values, values.Length, radius);
}
