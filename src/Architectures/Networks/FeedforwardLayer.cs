using MomentsDnns.Architectures.Layers;
using MomentsDnns.Architectures.Twins;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Networks;

/// <summary>A feedforward layer: convolution, [normalization], activation.</summary>
public sealed class FeedforwardLayer : NetworkUnit
{
    private readonly TwinRescaling _entrance;
    private readonly Convolution _convolution;
    private readonly Normalization.Normalization? _norm;
    private readonly nn.Module<Tensor, Tensor> _activation;

    /// <summary>Joins the modules of a layer.</summary>
    /// <param name="entrance">What keeps the numbers in range.</param>
    /// <param name="convolution">The convolution.</param>
    /// <param name="norm">The normalization, or null.</param>
    /// <param name="activation">The activation.</param>
    public FeedforwardLayer(TwinRescaling entrance, Convolution convolution, Normalization.Normalization? norm,
        nn.Module<Tensor, Tensor> activation) : base(nameof(FeedforwardLayer))
    {
        (_entrance, _convolution, _norm, _activation) = (entrance, convolution, norm, activation);
        Convolutions = [convolution];
        Normalizations = norm is null ? [] : [norm];
        Activations = [activation];
        List<HookPoint> points = [new(Location.Input, entrance), new(Location.Convolution, convolution)];
        if (norm is not null) points.Add(new(Location.Norm, norm));
        points.Add(new(Location.Activation, activation));
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
        Tensor x = _convolution.call(_entrance.call(input));
        if (_norm is not null) x = _norm.call(x);
        return _activation.call(x).MoveToOuterDisposeScope();
    }
}
