namespace MomentsDnns.Propagation.Tracing;

/// <summary>An array of a file that enters a network.</summary>
/// <param name="Name">The input's name.</param>
/// <param name="File">The file's name without the folder.</param>
/// <param name="Hash">The SHA-256 of its bytes, in lower-case hexadecimal.</param>
/// <param name="Rows">How many inputs of a batch it is for; 1: for each of them; null: it has none of its own.</param>
public sealed record GivenInput(string Name, string File, string Hash, int? Rows);
