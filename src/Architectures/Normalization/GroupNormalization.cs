using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Normalization;

/// <summary>
/// Group normalization of a twin batch: z = (y - m) / s, m and s^2 - epsilon the mean and the variance of one image
/// over the channels of a group and all positions. Layer normalization is one group, instance normalization as many
/// groups as channels. The noise passes through the full derivative, dz = (dy - E dy - z E[z dy]) / s with means over
/// the same elements; a finite noise becomes norm(y + d) - norm(y).
/// </summary>
/// <remarks>
/// Input and output <c>[2N, C, H, W]</c>, channels-last. Group g holds the channels from g C / G to (g + 1) C / G - 1.
/// Variances are population variances. Sources: Ba, Kiros and Hinton 2016 (layer); Ulyanov, Vedaldi and Lempitsky 2016
/// (instance); Wu and He 2018 (group).
/// </remarks>
public sealed class GroupNormalization : StandardizingNormalization
{
    private readonly Func<TwinMoments, NormMap> _mapOf;

    /// <summary>Creates the layer.</summary>
    /// <param name="settings">What every normalization has.</param>
    /// <param name="groups">
    /// G, a divisor of the channels: 1 is layer normalization, C is instance normalization.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The settings are impossible, or the groups do not divide the channels.
    /// </exception>
    public GroupNormalization(NormalizationSettings settings, int groups) : base(nameof(GroupNormalization), settings)
    {
        if (groups < 1 || settings.Channels % groups != 0)
        {
            throw new ArgumentException(
                $"groups {groups}: must divide the {settings.Channels} channels; take 1 (layer normalization), "
                + $"{settings.Channels} (instance normalization) or a divisor between");
        }

        (Groups, _mapOf) = (groups, NormMap.Differentiated(settings.Noise, settings.Epsilon));
    }

    /// <summary>G, the number of groups.</summary>
    public int Groups { get; }

    private protected override long[] SharedDimensions => [2, 3, 4];

    private protected override Tensor Grouped(Tensor images) =>
        images.reshape(images.shape[0], Groups, -1, images.shape[2], images.shape[3]);

    private protected override unsafe void Apply<T>(Tensor source, Tensor target, int positions) =>
        GroupNormKernel.Apply(
        TwinPointer<T>.Of(source), TwinPointer<T>.Of(target), (int)source.shape[0] / 2 / positions, positions,
        Settings.Channels,
        Groups, _mapOf, Pointer<T>(Scale), Pointer<T>(Shift));

    private protected override void RequireShape(Tensor input)
    {
        base.RequireShape(input);
        if (Settings.Channels / Groups * input.shape[2] * input.shape[3] > 1) return;
        throw new ArgumentException(
            $"{nameof(GroupNormalization)}: groups of one channel on images of one position hold a single value, "
            + "which is its own mean, so that the output would be 0 whatever the input; take fewer groups");
    }
}
