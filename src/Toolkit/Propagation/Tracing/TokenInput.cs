using MomentsDnns.Results.Exchange;

namespace MomentsDnns.Propagation.Tracing;

/// <summary>
/// What is known of the tokens, whole numbers, that a network takes. No infinitesimal noise can be added to them: a
/// signal begins at a site behind their embedding.
/// </summary>
/// <param name="Name">The input's name.</param>
/// <param name="Vocabulary">How many tokens there are, numbered from 0; null where it is not known.</param>
public sealed record TokenInput(string Name, int? Vocabulary)
{
    /// <summary>The sites where a signal may begin, the best first; empty where they are not known.</summary>
    public IReadOnlyList<string> Starts { get; init; } = [];

    /// <summary>The tokens of a file, <c>[1, T]</c> or <c>[N, T]</c>; null: they are drawn.</summary>
    public NpyArray? Given { get; init; }
}
