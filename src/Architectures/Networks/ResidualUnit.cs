using MomentsDnns.Architectures.Layers;
using MomentsDnns.Architectures.Twins;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Networks;

/// <summary>
/// A residual unit: H times ([normalization], activation, convolution), then the sum with the skip. Its places of norm,
/// activation and convolution are those of the first of the H layers.
/// </summary>
public sealed class ResidualUnit : NetworkUnit
{
    private readonly TwinRescaling _entrance;
    private readonly SkipConnection _skip;

    /// <summary>Joins the layers of a unit.</summary>
    /// <param name="entrance">What keeps the numbers in range.</param>
    /// <param name="layers">The H layers; none may overwrite the unit's input.</param>
    /// <param name="reusesBuffers">Whether the sum overwrites the branch's output.</param>
    public ResidualUnit(TwinRescaling entrance, IReadOnlyList<ResidualLayer> layers, bool reusesBuffers = false)
        : base(nameof(ResidualUnit))
    {
        ResidualBranch branch = new([.. layers.SelectMany(layer => layer.Modules)]);
        (_entrance, _skip) = (entrance, new SkipConnection(branch, reusesBuffers));
        Convolutions = [.. layers.Select(layer => layer.Convolution)];
        Normalizations = [.. layers.Select(layer => layer.Norm).OfType<Normalization.Normalization>()];
        Activations = [.. layers.Select(layer => layer.Activation)];
        List<HookPoint> points = [new(Location.Input, entrance)];
        if (layers[0].Norm is { } norm) points.Add(new(Location.Norm, norm));
        points.AddRange([
            new(Location.Activation, layers[0].Activation), new(Location.Convolution, layers[0].Convolution),
            new(Location.Branch, branch), new(Location.Sum, _skip)]);
        HookPoints = points;
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override IReadOnlyList<HookPoint> HookPoints { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Convolution> Convolutions { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Normalization.Normalization> Normalizations { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<nn.Module<Tensor, Tensor>> Activations { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        return _skip.call(_entrance.call(input)).MoveToOuterDisposeScope();
    }
}
