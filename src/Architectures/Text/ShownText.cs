using System.Globalization;
using System.Text;

namespace MomentsDnns.Architectures.Text;

/// <summary>
/// Text from outside (names of files, values of options, labels, what a file says) made fit to be shown: one line,
/// without characters that steer a terminal, turn the direction of writing or are none of XML's.
/// </summary>
public static class ShownText
{
    /// <summary>
    /// The text with each such character as an escape of its code: <c>\n</c>, <c>\r</c>, <c>\t</c>, <c>\x1b</c>,
    /// <c>\u202e</c>. These are the control characters (below U+0020, U+007F to U+009F), line and paragraph separators,
    /// those that embed, override or isolate a direction (U+200E, U+200F, U+061C, U+202A to U+202E, U+2066 to U+2069),
    /// U+FEFF, U+FFFE, U+FFFF and halves of surrogate pairs. Everything else, backslashes too, is as it was.
    /// </summary>
    /// <param name="text">The text.</param>
    public static string Of(string text) => Escaped(text, keepsLines: false);

    /// <summary>The same of text in lines: line feeds, and carriage returns before them, stay.</summary>
    /// <param name="text">The text.</param>
    public static string OfLines(string text) => Escaped(text, keepsLines: true);

    private static string Escaped(string text, bool keepsLines)
    {
        int first = 0;
        while (first < text.Length && !Steers(text, first, keepsLines)) first++;
        if (first == text.Length) return text;
        StringBuilder shown = new(text, 0, first, text.Length + 16);
        for (int i = first; i < text.Length; i++)
        {
            if (Steers(text, i, keepsLines)) shown.Append(Escape(text[i]));
            else shown.Append(text[i]);
        }

        return shown.ToString();
    }

    private static bool Steers(string text, int at, bool keepsLines) => text[at] switch
    {
        '\n' => !keepsLines,
        '\r' => !(keepsLines && at + 1 < text.Length && text[at + 1] == '\n'),
        < ' ' or (>= '\u007f' and <= '\u009f') => true,
        '\u061c' or '\u200e' or '\u200f' or (>= '\u2028' and <= '\u202e') or (>= '\u2066' and <= '\u2069') => true,
        '\ufeff' or '\ufffe' or '\uffff' => true,
        char c when char.IsHighSurrogate(c) => at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1]),
        char c when char.IsLowSurrogate(c) => at == 0 || !char.IsHighSurrogate(text[at - 1]),
        _ => false,
    };

    private static string Escape(char character) => character switch
    {
        '\n' => @"\n",
        '\r' => @"\r",
        '\t' => @"\t",
        < '\u0100' => string.Create(CultureInfo.InvariantCulture, $@"\x{(int)character:x2}"),
        _ => string.Create(CultureInfo.InvariantCulture, $@"\u{(int)character:x4}"),
    };
}
