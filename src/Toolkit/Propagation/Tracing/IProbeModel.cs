using static TorchSharp.torch;

namespace MomentsDnns.Propagation.Tracing;

/// <summary>A network that was made elsewhere and can be built for a probe.</summary>
public interface IProbeModel
{
    /// <summary>Its name, such as <c>torchvision:resnet50</c>, or its file's name without the folder.</summary>
    string Name { get; }

    /// <summary>The SHA-256 of its file, in lower-case hexadecimal; empty where there is none.</summary>
    string Hash => "";

    /// <summary>The name of a file of weights beside it, without its folder; empty where there is none.</summary>
    string WeightsName => "";

    /// <summary>The SHA-256 of that file; empty where there is none.</summary>
    string WeightsHash => "";

    /// <summary>The shape of one input, such as 3, 224, 224; null where the user must give it.</summary>
    IReadOnlyList<int>? InputShape { get; }

    /// <summary>Whether it has stored weights that are worth probing as they are.</summary>
    bool HasStoredWeights { get; }

    /// <summary>What a user should know of it, a sentence without a stop; null: nothing.</summary>
    string? Hint => null;

    /// <summary>What is known of the tokens, whole numbers, that it takes; null: it takes numbers.</summary>
    TokenInput? Tokens => null;

    /// <summary>Arrays of files that enter beside the signal, or as tokens.</summary>
    IReadOnlyList<GivenInput> GivenInputs => [];

    /// <summary>Builds the function; whoever asked releases it.</summary>
    /// <param name="inputShape">The shape of one input.</param>
    /// <param name="statistics">By which statistics batch norms standardize.</param>
    /// <param name="arithmetic">32 or 64 bits.</param>
    /// <param name="device">Where to compute.</param>
    /// <exception cref="ArgumentException">The network does not take such inputs or statistics.</exception>
    ITracedFunction Build(IReadOnlyList<int> inputShape, BatchStatistics statistics, ScalarType arithmetic,
        Device device);
}
