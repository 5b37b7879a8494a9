namespace MomentsDnns.Plotting;

/// <summary>The face of a piece of text.</summary>
public enum TextStyle
{
    /// <summary>Upright: words, digits, operators.</summary>
    Upright,

    /// <summary>Italic: scalars.</summary>
    Italic,

    /// <summary>Bold: tensors.</summary>
    Bold,
}
