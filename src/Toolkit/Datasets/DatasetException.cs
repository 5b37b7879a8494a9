namespace MomentsDnns.Datasets;

/// <summary>
/// A dataset that is missing, damaged or not of the expected form. The message is one line: the file (or folder), the
/// byte where that makes sense, what was expected, what was found, and the remedy.
/// </summary>
public sealed class DatasetException : IOException
{
    /// <summary>An error with its message.</summary>
    /// <param name="message">One line that names what is wrong and the remedy.</param>
    /// <param name="innerException">The error underneath, or null.</param>
    public DatasetException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }

    /// <summary>
    /// Whether another name helps: what was named is not there, or is no dataset of the kind that is needed. False, the
    /// default: its files are damaged, or what they hold does not fit.
    /// </summary>
    public bool IsOfName { get; init; }

    /// <summary>An error at one place of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="offset">The byte where the expectation failed, from 0.</param>
    /// <param name="expected">What should be there.</param>
    /// <param name="found">What is there.</param>
    /// <param name="remedy">What to do.</param>
    /// <param name="innerException">The error underneath, or null.</param>
    internal static DatasetException At(string path, long offset, string expected, string found, string remedy,
        Exception? innerException = null) =>
        new($"{path}, byte {offset}: expected {expected}, found {found}; {remedy}", innerException);
}
