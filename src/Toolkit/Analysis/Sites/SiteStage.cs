namespace MomentsDnns.Analysis.Sites;

/// <summary>Sites of a net that follow each other at one resolution, or under one name.</summary>
/// <param name="Name">
/// Its resolution, such as <c>56 × 56</c>; where that never changes, the first part of its sites' names.
/// </param>
/// <param name="First">The column of its first site, a branch site included.</param>
/// <param name="Last">The column of its last site.</param>
/// <param name="Main">The columns of its sites on the main path, ascending; one at least.</param>
public sealed record SiteStage(string Name, int First, int Last, IReadOnlyList<int> Main);
