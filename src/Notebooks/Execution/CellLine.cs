using System.ComponentModel;

namespace MomentsDnns.Notebooks.Execution;

/// <summary>
/// The line that the running cell has come to. Its statements set it: a stack trace alone does not tell the line of an
/// error that the runtime raises in code shared by a whole method, such as an index out of range.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CellLine
{
    /// <summary>The line, from 1; 0 before the first statement.</summary>
    public static int Current { get; set; }
}
