using MomentsDnns.Architectures.Layers;
using MomentsDnns.Architectures.Twins;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Networks;

/// <summary>A whole network with all its weights: twin batch of images in, twin batch of the last layer out.</summary>
/// <remarks>Memory grows with depth; measurements use one unit, drawn anew at every depth, instead.</remarks>
public sealed class DeepNetwork : nn.Module<Tensor, Tensor>, ICarriesTangent
{
    /// <summary>Joins the parts.</summary>
    /// <param name="scale">The scale that the units' entrances share.</param>
    /// <param name="first">The first convolution.</param>
    /// <param name="units">The layers or units, in order.</param>
    public DeepNetwork(TwinScale scale, Convolution first, IReadOnlyList<NetworkUnit> units) : base(nameof(DeepNetwork))
    {
        (Scale, First, Units) = (scale, first, units);
        register_module("first", first);
        for (int i = 0; i < units.Count; i++) register_module($"unit{i + 1}", units[i]);
    }

    /// <summary>What was divided out of the twin batch in the last pass.</summary>
    public TwinScale Scale { get; }

    /// <summary>The first convolution.</summary>
    public Convolution First { get; }

    /// <summary>The layers or units, in order.</summary>
    public IReadOnlyList<NetworkUnit> Units { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Scale.Reset();
        Tensor x = First.call(input);
        foreach (NetworkUnit unit in Units) x = unit.call(x);
        return x.MoveToOuterDisposeScope();
    }
}
