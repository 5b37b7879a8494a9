using MomentsDnns.Architectures.Numerics;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MomentsDnns.Propagation.Tracing;

/// <summary>
/// Functions whose derivative torch cannot differentiate, which would end the process, or differentiates in many passes
/// over the memory: they are computed again from others.
/// </summary>
internal static class SecondDerivatives
{
    /// <summary>Whether torch has none of a module's function.</summary>
    /// <param name="module">The module, in evaluation.</param>
    public static bool AreLacking(nn.Module module) => module is Hardsigmoid;

    /// <summary>
    /// Whether torch's take longer than they need: of a batch norm by constants, of a convolution of images.
    /// </summary>
    /// <param name="module">The module, in evaluation.</param>
    /// <param name="input">What it takes.</param>
    public static bool AreCostly(nn.Module module, Tensor input) => module switch
    {
        BatchNorm { training: false } and NormBase { running_mean: not null, running_var: not null } =>
            is_grad_enabled() && input.requires_grad,
        Conv2d { padding_mode: PaddingModes.Zeros, padding: not null } convolution =>
            LinearConvolution.Applies(input, convolution.weight),
        _ => false,
    };

    /// <summary>
    /// Its value: of the hard sigmoid <c>min(max(x + 3, 0), 6) / 6</c>, of a batch norm <c>a x + (beta - a mean)</c>,
    /// <c>a = gamma / sqrt(variance + eps)</c>; of a convolution the value that it gave.
    /// </summary>
    /// <param name="module">Of which <see cref="AreLacking"/> or <see cref="AreCostly"/> is true.</param>
    /// <param name="input">What it takes.</param>
    /// <param name="output">What it gave.</param>
    public static Tensor Again(nn.Module module, Tensor input, Tensor output)
    {
        if (module is NormBase norm) return ByConstants(norm, input);
        if (module is Conv2d convolution)
        {
            ConvolutionGeometry geometry =
                new(convolution.stride, convolution.padding!, convolution.dilation, convolution.groups);
            return LinearConvolution.Of(input, output, convolution.weight, geometry);
        }

        Tensor sixth = input.Times(1.0 / 6).Plus(0.5);
        Tensor zero = zeros_like(sixth), one = ones_like(sixth);
        return minimum(maximum(sixth, zero), one);
    }

    private static Tensor ByConstants(NormBase norm, Tensor input)
    {
        long[] shape = [1, -1, .. Enumerable.Repeat(1L, (int)input.Dimensions - 2)];
        Tensor slope = norm.running_var!.Plus(norm.eps).rsqrt();
        if (norm.weight is not null) slope = slope.mul(norm.weight);
        Tensor offset = norm.running_mean!.mul(slope).neg();
        if (norm.bias is not null) offset = offset.Plus(norm.bias);
        using Scalar one = 1.0.ToScalar();
        return offset.view(shape).addcmul(input, slope.view(shape), one);
    }
}
