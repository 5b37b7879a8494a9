using MomentsDnns.Architectures.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Layers;

/// <summary>A skip over a branch: x + f(x) for the signal, dx + f'(x) dx for the noise.</summary>
/// <remarks>Input and output <c>[2N, C, H, W]</c>; the branch keeps the shape and leaves its input unchanged.</remarks>
public sealed class SkipConnection : nn.Module<Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor> _branch;

    /// <summary>Lays a skip over a branch.</summary>
    public SkipConnection(nn.Module<Tensor, Tensor> branch) : base(nameof(SkipConnection))
    {
        _branch = branch;
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        return _branch.call(input).Plus(input).MoveToOuterDisposeScope();
    }
}
