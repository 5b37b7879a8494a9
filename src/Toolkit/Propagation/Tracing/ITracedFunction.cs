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

    /// <summary>Where the channels of a batch that enters are.</summary>
    ChannelAxis EntryAxis => ChannelAxis.Second;

    /// <summary>Inputs of the kind that it takes, the same each time, to find out how it is built.</summary>
    /// <param name="count">N.</param>
    Tensor Sample(int count);

    /// <summary>Signal and noise where they begin, once the parameters are drawn.</summary>
    /// <param name="batch">
    /// Signal and noise of the input, a twin batch <c>[2N, ...]</c>; or tokens <c>[N, T]</c>, which have no noise.
    /// </param>
    /// <param name="replicate">The index of the replicate, from 0.</param>
    /// <returns>A twin batch; its signal is what <see cref="Evaluate"/> takes.</returns>
    Tensor Enter(Tensor batch, int replicate) => batch;

    /// <summary>Computes the function of a batch.</summary>
    /// <param name="input">The batch; it may require gradients.</param>
    /// <param name="show">
    /// Told the index of a site and its value, part of the graph of gradients and not to be written to. What comes next
    /// may overwrite its memory unless it is cloned.
    /// </param>
    void Evaluate(Tensor input, Action<int, Tensor> show) => Replace(input, (site, value) =>
    {
        show(site, value);
        return value;
    });

    /// <summary>Computes the function of a batch with other values at some sites.</summary>
    /// <param name="input">The batch; it may require gradients.</param>
    /// <param name="pass">
    /// Told as in <see cref="Evaluate"/>; gives what whoever uses the site's value goes on with: that value, or another
    /// of its shape, which may be overwritten.
    /// </param>
    void Replace(Tensor input, Func<int, Tensor, Tensor> pass);

    /// <summary>The sites that every path from a site to the output passes, by index; that site among them.</summary>
    /// <param name="site">The index of the site.</param>
    IReadOnlySet<int> MainPathFrom(int site);
}
