using static TorchSharp.torch;

namespace MomentsDnns.Propagation.Tracing;

/// <summary>
/// A network that was made elsewhere, as a function of one batch: differentiable twice, its inner values shown on the
/// way.
/// </summary>
/// <remarks>Not thread safe.</remarks>
public interface ITracedFunction : IDisposable
{
    /// <summary>The sites, in the order in which they are computed; the last is the output.</summary>
    IReadOnlyList<TracedSite> Sites { get; }

    /// <summary>The sites that every path from input to output passes, by index.</summary>
    IReadOnlySet<int> MainPath { get; }

    /// <summary>Weights, biases and parameters of norms, which can be drawn anew.</summary>
    IReadOnlyList<DrawableParameter> Parameters { get; }

    /// <summary>The arithmetic.</summary>
    ScalarType Arithmetic { get; }

    /// <summary>Computes the function of a batch.</summary>
    /// <param name="input">The batch; it may require gradients.</param>
    /// <param name="show">
    /// Told the index of a site and its value, part of the graph of gradients and not to be written to. What comes next
    /// may overwrite its memory unless it is cloned.
    /// </param>
    void Evaluate(Tensor input, Action<int, Tensor> show);
}
