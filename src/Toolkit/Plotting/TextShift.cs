namespace MomentsDnns.Plotting;

/// <summary>Where a piece of text stands to the line.</summary>
public enum TextShift
{
    /// <summary>On the line.</summary>
    None,

    /// <summary>Raised and smaller.</summary>
    Superscript,

    /// <summary>Lowered and smaller.</summary>
    Subscript,
}
