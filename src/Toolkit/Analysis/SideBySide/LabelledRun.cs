using MomentsDnns.Architectures.Text;
using MomentsDnns.Results;

namespace MomentsDnns.Analysis.SideBySide;

/// <summary>A run under the name that a legend gives it.</summary>
/// <param name="Label">The name.</param>
/// <param name="Run">The run.</param>
public sealed record LabelledRun(string Label, RunResults Run)
{
    /// <summary>The name, in one line: see <see cref="ShownText"/>.</summary>
    public string Label { get; } = ShownText.Of(Label);

    /// <summary>
    /// The name as it was given, in the language of labels, whose own escapes an escaped name would be taken for.
    /// </summary>
    public string Markup { get; } = Label;
}
