namespace MomentsDnns.Cli.Sweeps;

/// <summary>An option that a sweep varies.</summary>
/// <param name="Name">Its name as on the command line, without dashes.</param>
/// <param name="Values">Its values as on the command line, in order.</param>
internal sealed record VariedOption(string Name, IReadOnlyList<string> Values);
