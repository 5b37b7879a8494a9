namespace MomentsDnns.Cli.Sweeps;

/// <summary>A point of a sweep's grid.</summary>
/// <param name="Indices">The place of each varied option's value among its values.</param>
/// <param name="Name">The point's name, which is its run's folder.</param>
/// <param name="Tokens">The options of its run, as words of a command line.</param>
internal sealed record SweepPoint(IReadOnlyList<int> Indices, string Name, IReadOnlyList<string> Tokens);
