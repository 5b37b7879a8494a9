using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Normalization;

/// <summary>
/// Normalization of each position of each image over its channels, as transformers have it, whose positions are tokens.
/// Layer norm of a position: z = (y - m) / s, m and s^2 - epsilon mean and population variance over the channels. Root
/// mean square norm: m = 0, s^2 = E y^2 + epsilon, E over the channels. The noise passes through the full derivative,
/// dz = (dy - a - z E[z dy]) / s with a = E dy of the first, 0 of the second; a finite noise becomes
/// norm(y + d) - norm(y).
/// </summary>
/// <remarks>
/// Input and output <c>[2N, C, H, W]</c>, channels-last. In fully connected nets, of one position, layer norm of a
/// position is layer norm of the image. Sources: Ba, Kiros and Hinton 2016 (layer norm); Zhang and Sennrich 2019 (root
/// mean square norm).
/// </remarks>
public sealed class PositionNormalization : StandardizingNormalization
{
    private readonly Func<TwinMoments, NormMap> _mapOf;

    /// <summary>Creates the layer.</summary>
    /// <param name="settings">What every normalization has.</param>
    /// <param name="centres">Whether means are subtracted: layer norm; else root mean square norm.</param>
    /// <exception cref="ArgumentException">The settings are impossible.</exception>
    public PositionNormalization(NormalizationSettings settings, bool centres)
        : base(nameof(PositionNormalization), settings)
    {
        Func<TwinMoments, NormMap> map = NormMap.Differentiated(settings.Noise, settings.Epsilon);
        (Centres, _mapOf) = (centres, centres ? map : moments => map(moments.AboutZero()));
    }

    /// <summary>Whether means are subtracted.</summary>
    public bool Centres { get; }

    private protected override bool SubtractsMeans => Centres;

    private protected override long[] SharedDimensions => [1];

    private protected override Tensor Grouped(Tensor images) => images;

    // Each position is an image of one position to the kernel.
    private protected override unsafe void Apply<T>(Tensor source, Tensor target, int positions) =>
        GroupNormKernel.Apply(TwinPointer<T>.Of(source), TwinPointer<T>.Of(target), (int)source.shape[0] / 2, 1,
            Settings.Channels, 1, _mapOf, Pointer<T>(Scale), Pointer<T>(Shift));
}
