namespace MomentsDnns.Notebooks.Outputs;

/// <summary>The error that ended a cell.</summary>
/// <param name="Name">Its kind: an exception's type, or a compiler's code.</param>
/// <param name="Value">Its message.</param>
/// <param name="Traceback">Where it came from, for people.</param>
public sealed record ErrorOutput(string Name, string Value, IReadOnlyList<string> Traceback) : CellOutput;
