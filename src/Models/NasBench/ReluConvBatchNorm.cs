using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MomentsDnns.Models.NasBench;

/// <summary>ReLU, convolution without bias, batch norm: a layer of NAS-Bench-201.</summary>
internal sealed class ReluConvBatchNorm : nn.Module<Tensor, Tensor>
{
    private readonly ReLU relu = nn.ReLU();
    private readonly Conv2d conv;
    private readonly BatchNorm2d norm;

    /// <summary>Makes the layer; its output has the size of its input over the stride.</summary>
    /// <param name="inputs">Channels that enter.</param>
    /// <param name="outputs">Channels that leave.</param>
    /// <param name="kernel">The side of the kernel, odd.</param>
    /// <param name="stride">The stride.</param>
    public ReluConvBatchNorm(int inputs, int outputs, int kernel, int stride = 1) : base(nameof(ReluConvBatchNorm))
    {
        conv = nn.Conv2d(inputs, outputs, kernel, stride: stride, padding: kernel / 2, bias: false);
        norm = nn.BatchNorm2d(outputs);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        return norm.call(conv.call(relu.call(input))).MoveToOuterDisposeScope();
    }
}
