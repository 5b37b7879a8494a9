using MomentsDnns.Architectures.Random;

namespace MomentsDnns.Architectures.Initialization;

/// <summary>A law of one number per channel: biases, or the scales or shifts of a normalization.</summary>
public interface IChannelInitializer
{
    /// <summary>Draws the numbers of a layer, channels independent.</summary>
    /// <param name="values">One for each channel.</param>
    /// <param name="stream">The layer's random numbers for this purpose.</param>
    void Fill(Span<float> values, RandomStream stream);
}
