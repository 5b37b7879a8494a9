using System.Text;
using MomentsDnns.Architectures.Text;

namespace MomentsDnns.Cli.Output;

/// <summary>
/// Standard output or error as commands write to it: characters that steer a terminal are shown as escapes, and what
/// cannot be written (a full disk, a closed descriptor, a terminal that went away) ends nothing; the first failure is
/// kept.
/// </summary>
/// <param name="inner">The writer behind.</param>
/// <param name="isRaw">Whether characters pass as they are: for a bar that steers the terminal itself.</param>
internal sealed class TerminalWriter(TextWriter inner, bool isRaw = false) : TextWriter
{
    /// <summary>What the system said when it could not be written for the first time; null while it could.</summary>
    public string? Failure { get; private set; }

    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <summary>The same output without escapes.</summary>
    public TerminalWriter Raw() => new(inner, isRaw: true);

    /// <inheritdoc/>
    public override void Write(char value) => Write(value.ToString());

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    /// <inheritdoc/>
    public override void Write(string? value) =>
        Try(() => inner.Write(isRaw || value is null ? value : ShownText.OfLines(value)));

    /// <inheritdoc/>
    /// <remarks>
    /// A line is one line: feeds in it, of a folder's name say, are escapes. Text of several lines is for
    /// <see cref="Write(string)"/>.
    /// </remarks>
    public override void WriteLine(string? value) =>
        Write((isRaw || value is null ? value : ShownText.Of(value)) + NewLine);

    /// <inheritdoc/>
    public override void Flush() => Try(inner.Flush);

    private void Try(Action write)
    {
        if (Failure is not null) return;
        try
        {
            write();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            Failure = cause.Message.ReplaceLineEndings(" ").TrimEnd('.');
        }
    }
}
