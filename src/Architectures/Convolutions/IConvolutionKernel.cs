using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Convolutions;

/// <summary>One way to compute one shape of convolution, with the memory it works in.</summary>
internal interface IConvolutionKernel : IDisposable
{
    /// <summary>Convolves.</summary>
    /// <param name="rows">Images as contiguous rows <c>[M*H*W, Cin]</c>.</param>
    /// <param name="count">M.</param>
    /// <param name="weights">Contiguous <c>[k*k, Cin, Cout]</c>.</param>
    /// <param name="output">Contiguous rows <c>[M*H'*W', Cout]</c> to write to, or null for new ones.</param>
    /// <returns>The rows written; <paramref name="output"/> itself where it was given.</returns>
    /// <remarks>The caller holds a dispose scope and a no-gradient scope, and has checked every shape.</remarks>
    Tensor Apply(Tensor rows, int count, Tensor weights, Tensor? output);
}
