using MomentsDnns.Architectures.Text;
using MomentsDnns.Plotting.Labels;

namespace MomentsDnns.Plotting;

/// <summary>A line of text with mathematics: italic, bold, raised and lowered pieces. Immutable.</summary>
/// <param name="Runs">Its pieces, left to right.</param>
public sealed record FigureLabel(IReadOnlyList<TextRun> Runs)
{
    /// <summary>
    /// Its pieces, left to right. Characters that cannot be drawn, or steer what they stand in, are escapes: see
    /// <see cref="ShownText"/>.
    /// </summary>
    public IReadOnlyList<TextRun> Runs { get; } = [.. Runs.Select(run => run with { Text = ShownText.Of(run.Text) })];

    /// <summary>No text.</summary>
    public static FigureLabel Empty { get; } = new([]);

    /// <summary>
    /// Reads the language of docs/labels.md, such as <c>r_eff(d*x*^l)</c>. Text that is not of the language stands as
    /// it is.
    /// </summary>
    public static FigureLabel Parse(string text) => LabelParser.Parse(text);

    /// <summary>A text in the language of labels that is set upright, as it stands, whatever it holds.</summary>
    /// <param name="text">Any text, such as a path.</param>
    public static string Quote(string text) => text.Contains('"', StringComparison.Ordinal)
        ? string.Concat(text.Select(c => char.IsAsciiDigit(c) || c == ' ' ? $"{c}" : $"\\{c}"))
        : text.Length == 0 ? "" : $"\"{text}\"";

    /// <summary>
    /// A label for a place within a longer one: as it stands where it is of the language, else quoted, so that it
    /// spoils no other part.
    /// </summary>
    /// <param name="text">The label.</param>
    public static string Within(string text) => LabelParser.IsOfLanguage(text) ? text : Quote(text);

    /// <summary>The characters without their setting: a raised piece after ^, a lowered one after _.</summary>
    public string PlainText => string.Concat(Runs.Select((run, i) =>
        (run.Shift == TextShift.None || (i > 0 && Runs[i - 1].Shift == run.Shift) ? ""
            : run.Shift == TextShift.Superscript ? "^" : "_") + run.Text));

    /// <summary>This label and then upright text.</summary>
    public FigureLabel Upright(string text) => With(new TextRun(text));

    /// <summary>This label and then italic text.</summary>
    public FigureLabel Italic(string text) => With(new TextRun(text, TextStyle.Italic));

    /// <summary>This label and then bold text.</summary>
    public FigureLabel Bold(string text) => With(new TextRun(text, TextStyle.Bold));

    /// <summary>This label and then raised text.</summary>
    public FigureLabel Superscript(string text, TextStyle style = TextStyle.Upright) =>
        With(new TextRun(text, style, TextShift.Superscript));

    /// <summary>This label and then lowered text.</summary>
    public FigureLabel Subscript(string text, TextStyle style = TextStyle.Upright) =>
        With(new TextRun(text, style, TextShift.Subscript));

    /// <summary>This label and then another.</summary>
    public FigureLabel Then(FigureLabel other) => new([.. Runs, .. other.Runs]);

    private FigureLabel With(TextRun run) => new([.. Runs, run]);
}
