namespace MomentsDnns.Notebooks.Outputs;

/// <summary>A value in several forms, of which a front end shows the richest that it can.</summary>
/// <param name="Text"><c>text/plain</c>: for every reader, and for comparison.</param>
public sealed record MimeBundle(string Text)
{
    /// <summary><c>text/html</c>; null: none.</summary>
    public string? Html { get; init; }

    /// <summary><c>image/png</c>, its bytes; null: none.</summary>
    public byte[]? Png { get; init; }
}
