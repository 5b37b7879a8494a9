using static TorchSharp.torch;

namespace MomentsDnns.Propagation.Tracing;

/// <summary>A TorchSharp module of the user's as a network to probe.</summary>
/// <param name="name">What to call it.</param>
/// <param name="create">Makes the module, which the probe releases.</param>
/// <param name="inputShape">The shape of one input, such as 3, 224, 224.</param>
public sealed class ModuleModel(string name, Func<nn.Module<Tensor, Tensor>> create, IReadOnlyList<int> inputShape)
    : IProbeModel
{
    /// <inheritdoc/>
    public string Name { get; } = name;

    /// <inheritdoc/>
    public IReadOnlyList<int>? InputShape { get; } = inputShape;

    /// <summary>Whether the module comes with weights that are worth probing as they are; true by default.</summary>
    public bool HasStoredWeights { get; init; } = true;

    /// <summary>
    /// Of a module that takes tokens, whole numbers <c>[N, T]</c> from 0 below this, its input's shape being T; null,
    /// the default: it takes numbers.
    /// </summary>
    public int? Vocabulary { get; init; }

    /// <summary>
    /// Of which modules, by name, the outputs are sites; the whole has the empty name, and counts always. Null, the
    /// default: of every one. Fewer sites are quicker to find and to measure.
    /// </summary>
    public Func<string, bool>? Watched { get; init; }

    /// <summary>
    /// Whether all of the signal passes each watched module, by how the module is built: then no main path is searched,
    /// which takes a pass a site. False by default.
    /// </summary>
    public bool WatchedIsPath { get; init; }

    /// <summary>Makes the module; whoever asks releases it.</summary>
    internal Func<nn.Module<Tensor, Tensor>> Create { get; } = create;

    /// <summary>How large the network is in use; a net of it is made, and images of nothing pass.</summary>
    internal ModuleSize Size()
    {
        using nn.Module<Tensor, Tensor> module = Create();
        return ModuleSize.Of(module, InputShape!);
    }

    /// <inheritdoc/>
    public TokenInput? Tokens => Vocabulary is { } vocabulary ? new("input", vocabulary) : null;

    /// <inheritdoc/>
    public ITracedFunction Build(IReadOnlyList<int> inputShape, BatchStatistics statistics, ScalarType arithmetic,
        Device device)
    {
        nn.Module<Tensor, Tensor> module = Create();
        try
        {
            return new ModuleFunction(module, [.. inputShape.Select(size => (long)size)], statistics, arithmetic,
                device, Vocabulary, Watched)
            {
                OwnsModule = true,
                WatchedIsPath = WatchedIsPath,
            };
        }
        catch
        {
            module.Dispose();
            throw;
        }
    }
}
