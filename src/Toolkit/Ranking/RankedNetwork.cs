using MomentsDnns.Propagation.Tracing;

namespace MomentsDnns.Ranking;

/// <summary>A network of a list, with the accuracy that it reached when it was trained.</summary>
/// <param name="Name">Its name; no two of a list share one.</param>
/// <param name="Accuracy">The accuracy, in percent.</param>
/// <param name="Model">The network; its weights are drawn.</param>
public sealed record RankedNetwork(string Name, double Accuracy, ModuleModel Model);
