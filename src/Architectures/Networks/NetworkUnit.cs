using MomentsDnns.Architectures.Initialization;
using MomentsDnns.Architectures.Layers;
using MomentsDnns.Architectures.Random;
using MomentsDnns.Architectures.Twins;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Networks;

/// <summary>
/// What a deep net repeats: a feedforward layer or a residual unit, on a twin batch <c>[2N, C, H, W]</c>.
/// </summary>
public abstract class NetworkUnit : nn.Module<Tensor, Tensor>, ICarriesTangent
{
    /// <summary>Names the module.</summary>
    protected NetworkUnit(string name) : base(name)
    {
    }

    /// <summary>The places to observe, in the order in which the signal meets them.</summary>
    public abstract IReadOnlyList<HookPoint> HookPoints { get; }

    /// <summary>The convolutions, in order.</summary>
    public abstract IReadOnlyList<Convolution> Convolutions { get; }

    /// <summary>The normalizations, in order; empty where there is none.</summary>
    public abstract IReadOnlyList<Normalization.Normalization> Normalizations { get; }

    /// <summary>The activations, in order.</summary>
    public abstract IReadOnlyList<nn.Module<Tensor, Tensor>> Activations { get; }

    /// <summary>Draws all that is random in the unit at a depth of a net: the same for equal arguments.</summary>
    /// <param name="laws">The laws of weights, biases, scales and shifts.</param>
    /// <param name="seed">The experiment's seed.</param>
    /// <param name="simulation">The simulation's index, from 0.</param>
    /// <param name="depth">The unit's depth, from 1.</param>
    public void Initialize(LayerInitializers laws, ulong seed, int simulation, int depth)
    {
        // Layer 0 is the net's first convolution; the layers of the units follow.
        int first = 1 + ((depth - 1) * Math.Max(Convolutions.Count, Normalizations.Count));
        for (int i = 0; i < Convolutions.Count; i++)
        {
            Convolutions[i].Initialize(laws.Weights, Stream(i, RandomPurpose.Weight));
            if (laws.Biases is { } biases) Convolutions[i].InitializeBias(biases, Stream(i, RandomPurpose.Bias));
        }

        for (int i = 0; i < Normalizations.Count && (laws.Scales ?? laws.Shifts) is not null; i++)
        {
            Normalizations[i].Initialize(laws.Scales, Stream(i, RandomPurpose.NormScale), laws.Shifts,
                Stream(i, RandomPurpose.NormShift));
        }

        RandomStream Stream(int i, RandomPurpose purpose) => new(seed, simulation, first + i, purpose);
    }
}
