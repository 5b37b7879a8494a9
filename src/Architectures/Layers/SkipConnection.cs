using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Architectures.Twins;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Layers;

/// <summary>A skip over a branch: x + f(x) for the signal, dx + f'(x) dx for the noise.</summary>
/// <remarks>Input and output <c>[2N, C, H, W]</c>; the branch keeps the shape and leaves its input unchanged.</remarks>
public sealed class SkipConnection : nn.Module<Tensor, Tensor>, ICarriesTangent
{
    private readonly nn.Module<Tensor, Tensor> _branch;
    private readonly bool _inPlace;

    /// <summary>Lays a skip over a branch.</summary>
    /// <param name="branch">The branch.</param>
    /// <param name="inPlace">Whether the sum overwrites the branch's output, which then nobody else may need.</param>
    public SkipConnection(nn.Module<Tensor, Tensor> branch, bool inPlace = false) : base(nameof(SkipConnection))
    {
        (_branch, _inPlace) = (branch, inPlace);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor branch = _branch.call(input);
        if (!_inPlace) return branch.Plus(input).MoveToOuterDisposeScope();
        branch.AddInPlace(input);
        return branch.MoveToOuterDisposeScope();
    }
}
