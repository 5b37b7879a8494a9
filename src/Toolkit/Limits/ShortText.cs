namespace MomentsDnns.Limits;

/// <summary>Texts out of files, as long as an error line shows them.</summary>
public static class ShortText
{
    /// <summary>The beginning of a text; "..." stands for the rest, <c>\u001b</c> for a control character of that code.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="most">The most characters of it that are shown.</param>
    public static string Of(string text, int most = 80)
    {
        string shown = text.Length > most ? text[..most] + "..." : text;
        return string.Concat(shown.Select(c => char.IsControl(c) ? FormattableString.Invariant($@"\u{(int)c:x4}") : c.ToString()));
    }
}
