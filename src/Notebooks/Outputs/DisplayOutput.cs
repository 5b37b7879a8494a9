namespace MomentsDnns.Notebooks.Outputs;

/// <summary>A value that a cell showed: on request, or as the value of its last expression.</summary>
/// <param name="Data">The value in each form that it has.</param>
/// <param name="ExecutionCount">
/// The cell's place in the order of execution where this is its result; null where it was displayed.
/// </param>
public sealed record DisplayOutput(MimeBundle Data, int? ExecutionCount) : CellOutput;
