namespace MomentsDnns.Results;

/// <summary>Where the numbers of a run come from.</summary>
public enum RunSource
{
    /// <summary>Measured by this toolkit.</summary>
    Measured,

    /// <summary>Measured by this toolkit, on a network that was made elsewhere.</summary>
    Probed,

    /// <summary>Measured by this toolkit, on its networks while they were trained.</summary>
    Trained,

    /// <summary>Read from a file of the reference implementation's format.</summary>
    Imported,
}
