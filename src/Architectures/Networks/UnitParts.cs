using MomentsDnns.Architectures.Layers;
using MomentsDnns.Architectures.Twins;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Networks;

/// <summary>Makes the modules of a unit from a network's options; a <see cref="Topology"/> joins them.</summary>
public sealed class UnitParts
{
    private readonly NetworkBuilder _builder;
    private readonly TwinScale _scale;

    internal UnitParts(NetworkBuilder builder, TwinScale scale, bool reusesBuffers) =>
        (_builder, _scale, ReusesBuffers) = (builder, scale, reusesBuffers);

    /// <summary>The options of the network.</summary>
    public NetworkOptions Options => _builder.Options;

    /// <summary>Whether the modules return buffers of their own that later calls overwrite.</summary>
    public bool ReusesBuffers { get; }

    /// <summary>What keeps the numbers in range; the first module of a unit.</summary>
    public TwinRescaling NewEntrance() => _builder.NewEntrance(_scale, ReusesBuffers);

    /// <summary>A convolution with weights 0.</summary>
    /// <param name="inputs">Channels that enter.</param>
    /// <param name="outputs">Channels that leave.</param>
    public Convolution NewConvolution(int inputs, int outputs) =>
        _builder.NewConvolution(inputs, outputs, ReusesBuffers);

    /// <summary>The normalization; null where the network has none.</summary>
    /// <param name="channels">Channels of what it sees.</param>
    /// <param name="inPlace">Whether it may overwrite that: no other module reads it afterwards.</param>
    public Normalization.Normalization? NewNorm(int channels, bool inPlace) =>
        _builder.NewNorm(channels, inPlace, ReusesBuffers);

    /// <summary>The activation.</summary>
    /// <param name="inPlace">Whether it may overwrite what it sees.</param>
    public nn.Module<Tensor, Tensor> NewActivation(bool inPlace) => _builder.NewActivation(inPlace, ReusesBuffers);
}
