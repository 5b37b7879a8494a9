using MomentsDnns.Architectures.Twins;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Networks;

/// <summary>The residual branch of a unit: H times ([normalization], activation, convolution).</summary>
public sealed class ResidualBranch : nn.Module<Tensor, Tensor>, ICarriesTangent
{
    private readonly IReadOnlyList<nn.Module<Tensor, Tensor>> _steps;

    /// <summary>Joins the modules of a branch.</summary>
    /// <param name="steps">Every module in order.</param>
    public ResidualBranch(IReadOnlyList<nn.Module<Tensor, Tensor>> steps) : base(nameof(ResidualBranch))
    {
        _steps = steps;
        for (int i = 0; i < steps.Count; i++) register_module($"step{i}", steps[i]);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = input;
        foreach (nn.Module<Tensor, Tensor> step in _steps) x = step.call(x);
        return x.MoveToOuterDisposeScope();
    }
}
