using MomentsDnns.Architectures.Text;
using MomentsDnns.Results;

namespace MomentsDnns.Reporting;

/// <summary>A run for a report.</summary>
/// <param name="Path">Its folder, as the user named it.</param>
/// <param name="Run">Its curves.</param>
/// <param name="Versions">With which software it was begun, or imported.</param>
public sealed record ReportedRun(string Path, RunResults Run, RunVersions Versions)
{
    /// <summary>The folder's own name, in one line: see <see cref="ShownText"/>.</summary>
    public string Name =>
        ShownText.Of(System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(
        Path))));
}
