using MomentsDnns.Architectures.Layers;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Networks;

/// <summary>One of the H layers of a residual branch, in its order: [normalization], activation, convolution.</summary>
/// <param name="Norm">The normalization, or null.</param>
/// <param name="Activation">The activation.</param>
/// <param name="Convolution">The convolution.</param>
public sealed record ResidualLayer(Normalization.Normalization? Norm, nn.Module<Tensor, Tensor> Activation,
    Convolution Convolution)
{
    /// <summary>The modules in order.</summary>
    public IEnumerable<nn.Module<Tensor, Tensor>> Modules =>
        Norm is null ? [Activation, Convolution] : [Norm, Activation, Convolution];
}
