using MomentsDnns.Architectures.Initialization;
using static TorchSharp.torch;

namespace MomentsDnns.Propagation.Tracing;

/// <summary>A parameter of a network that was made elsewhere, and what it is to the layer that has it.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Value">Its numbers; drawing writes to them.</param>
/// <param name="Part">What it is.</param>
public sealed record DrawableParameter(string Name, Tensor Value, ParameterPart Part)
{
    /// <summary>
    /// Of weights, and of the biases beside them: how many inputs and outputs a unit has; zero of norms.
    /// </summary>
    public Fans Fans { get; init; }

    /// <summary>
    /// Of weights: the axis of output channels, the other axes in their order being the inputs of a unit.
    /// </summary>
    public int OutputAxis { get; init; }
}
