using MomentsDnns.Analysis.Verdicts;

namespace MomentsDnns.Analysis.Ranking;

/// <summary>A network of known accuracy, measured once at initialization.</summary>
/// <param name="Name">The network.</param>
/// <param name="Accuracy">The accuracy that it reached, in percent.</param>
/// <param name="Repeat">Which draw of weights and batch this is, from 0.</param>
/// <param name="Values">The measures; absent those that the network has no number of.</param>
public sealed record MeasuredNetwork(
    string Name, double Accuracy, int Repeat, IReadOnlyDictionary<RankingMeasure, double> Values)
{
    /// <summary>What was said of each pathology; empty where nothing was judged.</summary>
    public IReadOnlyDictionary<Pathology, Presence> Verdicts { get; init; } = new Dictionary<Pathology, Presence>();

    /// <summary>Seconds that the measurement took.</summary>
    public double Seconds { get; init; }
}
