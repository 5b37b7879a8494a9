using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Training.Networks;

/// <summary>Convolution, [normalization], activation; in a residual branch the convolution comes last.</summary>
internal sealed class TrainableLayer : nn.Module<Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor> conv; // these are the names under which a probe shows them
    private readonly nn.Module<Tensor, Tensor>? norm;
    private readonly nn.Module<Tensor, Tensor> activation;
    private readonly bool _isOfBranch;

    public TrainableLayer(nn.Module<Tensor, Tensor> convolution, nn.Module<Tensor, Tensor>? normalization,
        nn.Module<Tensor, Tensor> function, bool isOfBranch) : base(nameof(TrainableLayer))
    {
        (conv, norm, activation, _isOfBranch) = (convolution, normalization, function, isOfBranch);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = _isOfBranch ? input : conv.call(input);
        if (norm is not null) x = norm.call(x);
        x = activation.call(x);
        return (_isOfBranch ? conv.call(x) : x).MoveToOuterDisposeScope();
    }
}
