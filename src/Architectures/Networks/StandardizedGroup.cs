namespace MomentsDnns.Architectures.Networks;

/// <summary>
/// The values that a normalization brings to mean 0 and variance 1 together, by the mean and the deviation that they
/// share: of a single value nothing is left, of two 1 and -1.
/// </summary>
/// <param name="OverImages">Whether they are of all images of a batch; else of one.</param>
/// <param name="OverPositions">Whether they are of all positions of an image; else of one.</param>
/// <param name="Channels">Of how many channels they are, in a network of given options.</param>
public sealed record StandardizedGroup(bool OverImages, bool OverPositions, Func<NetworkOptions, int> Channels)
{
    /// <summary>How many values they are.</summary>
    /// <param name="network">Sound options.</param>
    /// <param name="images">Images of a batch.</param>
    /// <param name="positions">Positions of an image; 1 of a fully connected net.</param>
    public long Values(NetworkOptions network, int images, int positions) =>
        (long)Channels(network) * (OverImages ? images : 1) * (OverPositions ? positions : 1);
}
