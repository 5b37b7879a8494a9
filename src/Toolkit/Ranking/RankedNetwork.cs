using MomentsDnns.Propagation.Tracing;

namespace MomentsDnns.Ranking;

/// <summary>A network of a list, with the accuracy that it reached when it was trained.</summary>
/// <param name="Name">Its name; no two of a list share one.</param>
/// <param name="Accuracy">The accuracy, in percent.</param>
/// <param name="Model">The network; its weights are drawn by the law of the ranking.</param>
public sealed record RankedNetwork(string Name, double Accuracy, ModuleModel Model)
{
    /// <summary>
    /// The network with weights of its own, another draw for each number from 0; null, the default: see
    /// <see cref="Model"/>.
    /// </summary>
    public Func<int, ModuleModel>? Draws { get; init; }

    /// <summary>What tells it from others of the same name and accuracy; empty by default.</summary>
    public string Identity { get; init; } = "";
}
