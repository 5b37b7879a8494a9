using MomentsDnns.Architectures.Numerics;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MomentsDnns.Models.NasBench;

/// <summary>
/// The residual unit between stages: two layers of 3 x 3, the first of stride 2, beside a mean over 2 x 2 positions and
/// a convolution 1 x 1.
/// </summary>
internal sealed class NasReduction : nn.Module<Tensor, Tensor>
{
    private readonly ReluConvBatchNorm first, second;
    private readonly AvgPool2d pool = nn.AvgPool2d(2, stride: 2);
    private readonly Conv2d shortcut;

    /// <summary>Makes the unit.</summary>
    /// <param name="inputs">Channels that enter.</param>
    /// <param name="outputs">Channels that leave.</param>
    public NasReduction(int inputs, int outputs) : base(nameof(NasReduction))
    {
        first = new(inputs, outputs, 3, stride: 2);
        second = new(outputs, outputs, 3);
        shortcut = nn.Conv2d(inputs, outputs, 1, bias: false);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor branch = second.call(first.call(input));
        return shortcut.call(pool.call(input)).Plus(branch).MoveToOuterDisposeScope();
    }
}
