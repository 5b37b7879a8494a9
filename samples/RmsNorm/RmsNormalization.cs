using MomentsDnns.Architectures.Normalization;
using MomentsDnns.Architectures.Numerics;
using static TorchSharp.torch;

namespace MomentsDnns.Samples.RmsNorm;

/// <summary>
/// RMS normalization: z = y / s, s = sqrt(E y^2 + epsilon), the mean over the channels at each position of each image. Nothing is subtracted.
/// Source: Zhang and Sennrich 2019.
/// </summary>
/// <param name="settings">What every normalization has.</param>
public sealed class RmsNormalization(NormalizationSettings settings) : TensorNormalization(nameof(RmsNormalization), settings)
{
    /// <inheritdoc/>
    protected override Tensor Normalize(Tensor signal) => signal.div(Root(signal));

    // Torch would take it, in twice the time: ds = E[y dy] / s = E[z dy], so that dz = (dy - z E[z dy]) / s.
    /// <inheritdoc/>
    protected override Tensor Derivative(Tensor signal, Tensor normalized, Tensor noise) =>
        noise.Minus(normalized.mul(Mean(normalized.mul(noise)))).div(Root(signal));

    private Tensor Root(Tensor signal) => Mean(signal.mul(signal)).Plus(Settings.Epsilon).sqrt();

    private static Tensor Mean(Tensor values) => values.mean([1], keepdim: true);
}
