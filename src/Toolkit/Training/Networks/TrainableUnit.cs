using MomentsDnns.Architectures.Numerics;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MomentsDnns.Training.Networks;

/// <summary>A residual unit: H layers, then the sum with what entered.</summary>
internal sealed class TrainableUnit : nn.Module<Tensor, Tensor>
{
    private readonly ModuleList<nn.Module<Tensor, Tensor>> layers = [];

    public TrainableUnit(IEnumerable<TrainableLayer> branch) : base(nameof(TrainableUnit))
    {
        foreach (TrainableLayer layer in branch) layers.Add(layer);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = input;
        foreach (nn.Module<Tensor, Tensor> layer in layers) x = layer.call(x);
        return x.Plus(input).MoveToOuterDisposeScope();
    }
}
