namespace MomentsDnns.Training;

/// <summary>How values of images, from 0 to 1, enter a net that is trained.</summary>
public enum ImageScaling
{
    /// <summary>See <see cref="ImageStandardization"/>: mean 0 and mean square 1 of each channel or value.</summary>
    Standardized,

    /// <summary>Minus 1/2: from -1/2 to 1/2, all by the same constants.</summary>
    Centred,
}
