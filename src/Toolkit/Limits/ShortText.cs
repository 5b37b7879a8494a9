using MomentsDnns.Architectures.Text;

namespace MomentsDnns.Limits;

/// <summary>Texts out of files, as long as an error line shows them.</summary>
public static class ShortText
{
    /// <summary>The beginning of a text, escaped as <see cref="ShownText"/> does; "..." stands for the rest.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="most">The most characters of it that are shown.</param>
    public static string Of(string text, int most = 80) =>
        text.Length > most ? ShownText.Of(text[..most]) + "..." : ShownText.Of(text);
}
