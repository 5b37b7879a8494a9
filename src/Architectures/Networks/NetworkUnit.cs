using MomentsDnns.Architectures.Initialization;
using MomentsDnns.Architectures.Layers;
using MomentsDnns.Architectures.Random;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Networks;

/// <summary>What a deep net repeats: a feedforward layer or a residual unit, on a twin batch <c>[2N, C, H, W]</c>.</summary>
public abstract class NetworkUnit : nn.Module<Tensor, Tensor>
{
    /// <summary>Names the module.</summary>
    protected NetworkUnit(string name) : base(name)
    {
    }

    /// <summary>The places to observe, in the order in which the signal meets them.</summary>
    public abstract IReadOnlyList<HookPoint> HookPoints { get; }

    /// <summary>The convolutions, in order: all that is random.</summary>
    public abstract IReadOnlyList<Convolution> Convolutions { get; }

    /// <summary>The normalizations, in order; empty where there is none.</summary>
    public abstract IReadOnlyList<nn.Module<Tensor, Tensor>> Normalizations { get; }

    /// <summary>The activations, in order.</summary>
    public abstract IReadOnlyList<nn.Module<Tensor, Tensor>> Activations { get; }

    /// <summary>Draws the weights that the unit has at a depth of a net: the same for equal arguments.</summary>
    /// <param name="initializer">The law of the weights.</param>
    /// <param name="seed">The experiment's seed.</param>
    /// <param name="simulation">The simulation's index, from 0.</param>
    /// <param name="depth">The unit's depth, from 1.</param>
    public void Initialize(IWeightInitializer initializer, ulong seed, int simulation, int depth)
    {
        for (int i = 0; i < Convolutions.Count; i++)
        {
            // Layer 0 is the net's first convolution; the layers of the units follow.
            int layer = 1 + ((depth - 1) * Convolutions.Count) + i;
            Convolutions[i].Initialize(initializer, new RandomStream(seed, simulation, layer, RandomPurpose.Weight));
        }
    }
}
