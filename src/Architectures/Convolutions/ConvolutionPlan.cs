using MomentsDnns.Architectures.Numerics;
using TorchSharp;
using static TorchSharp.torch;
namespace MomentsDnns.Architectures.Convolutions;
/// <summary>interim</summary>
public sealed class ConvolutionPlan(ConvolutionShape shape, ConvolutionAlgorithm algorithm) : IDisposable
{
    /// <summary>interim</summary>
    public Tensor Apply(Tensor x, Tensor w)
    {
        _ = algorithm;
        using DisposeScope scope = NewDisposeScope();
        int k = shape.KernelSize;
        if (k == 1 && x.shape[2] == 1) return ChannelsLast.Images(ChannelsLast.Rows(x).mm(w[0]), x.shape[0], 1, 1).MoveToOuterDisposeScope();
        int p = (k - 1) / 2;
        Tensor padded = shape.Boundary == Boundary.Periodic ? nn.functional.pad(x, [p, p, p, p], PaddingModes.Circular) : nn.functional.pad(x, [p, p, p, p], PaddingModes.Zeros);
        Tensor kernel = w.view(k, k, shape.InputChannels, shape.OutputChannels).permute(3, 2, 0, 1);
        return nn.functional.conv2d(padded.contiguous(), kernel.contiguous(), strides: [shape.Stride, shape.Stride]).permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2).MoveToOuterDisposeScope();
    }
    /// <inheritdoc/>
    public void Dispose() { }
}
