using static TorchSharp.torch;

namespace MomentsDnns.Propagation.Tracing;

/// <summary>
/// A convolution of images, <c>y = W * x + b</c>, as a function of its input alone, whose derivative <c>W' * g</c> is
/// again linear: its own derivative is a convolution, and no more.
/// </summary>
/// <remarks>
/// torch's second derivative of a convolution gives that of the weights too, whether or not it is wanted, and takes
/// three to eight times as long as the convolution.
/// </remarks>
internal static class LinearConvolution
{
    /// <summary>Whether derivatives are wanted, and of the input alone.</summary>
    /// <param name="input">The input.</param>
    /// <param name="weight">The weights.</param>
    public static bool Applies(Tensor input, Tensor weight) =>
        is_grad_enabled() && input.requires_grad && !weight.requires_grad && input.Dimensions == 4;

    /// <summary>The value, with these derivatives.</summary>
    /// <param name="input">x, <c>[N, C, H, W]</c>, of which <see cref="Applies"/> is true.</param>
    /// <param name="value">y, <c>[N, C', H', W']</c>, computed already.</param>
    /// <param name="weight">W, <c>[C', C / groups, k, k']</c>.</param>
    /// <param name="geometry">How the kernel moves.</param>
    public static Tensor Of(Tensor input, Tensor value, Tensor weight, ConvolutionGeometry geometry)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(value);
        return Forward.apply(input, value.detach(), weight, geometry);
    }

    private static Tensor Convolved(Tensor x, Tensor weight, ConvolutionGeometry geometry) =>
        nn.functional.conv2d(x, weight, null, [.. geometry.Stride], [.. geometry.Padding], [.. geometry.Dilation],
            geometry.Groups);

    // The rows and columns that no output reads have a derivative of 0: they are what the transpose is padded by.
    private static Tensor Transposed(Tensor g, Tensor weight, ConvolutionGeometry geometry, long[] shape)
    {
        long[] padding = [Unread(0), Unread(1)];
        return nn.functional.conv_transpose2d(g, weight, null, [.. geometry.Stride], [.. geometry.Padding], padding,
            [.. geometry.Dilation], geometry.Groups);

        long Unread(int i)
        {
            long span = (geometry.Dilation[i] * (weight.shape[2 + i] - 1)) + 1;
            return shape[2 + i] + (2 * geometry.Padding[i]) - span - ((g.shape[2 + i] - 1) * geometry.Stride[i]);
        }
    }

    /// <summary>x to y; its derivative is <see cref="Backward"/>.</summary>
    private sealed class Forward : autograd.SingleTensorFunction<Forward>
    {
        public override string Name => nameof(LinearConvolution);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            Tensor input = (Tensor)vars[0], value = (Tensor)vars[1], weight = (Tensor)vars[2];
            ctx.save_for_backward([weight]);
            ctx.save_data("geometry", vars[3]);
            ctx.save_data("shape", input.shape);
            return value.clone(); // what works in place behind it must not find a view
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) =>
        [
            Backward.apply(grad_output, ctx.get_saved_variables()[0], ctx.get_data("geometry"), ctx.get_data("shape")),
            null!, null!, null!,
        ];
    }

    /// <summary>g to W' * g; its derivative is the convolution.</summary>
    private sealed class Backward : autograd.SingleTensorFunction<Backward>
    {
        public override string Name => nameof(LinearConvolution) + nameof(Backward);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            Tensor weight = (Tensor)vars[1];
            ctx.save_for_backward([weight]);
            ctx.save_data("geometry", vars[2]);
            return Transposed((Tensor)vars[0], weight, (ConvolutionGeometry)vars[2], (long[])vars[3]);
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) =>
        [
            Convolved(grad_output, ctx.get_saved_variables()[0], (ConvolutionGeometry)ctx.get_data("geometry")),
            null!, null!, null!,
        ];
    }
}
