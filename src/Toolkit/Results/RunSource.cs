namespace MomentsDnns.Results;

/// <summary>Where the numbers of a run come from.</summary>
public enum RunSource
{
    /// <summary>Measured by this toolkit.</summary>
    Measured,

    /// <summary>Read from a file of the reference implementation's format.</summary>
    Imported,
}
