namespace MomentsDnns.Propagation;

/// <summary>How the values of images, from 0 to 1, become a signal.</summary>
public enum InputScaling
{
    /// <summary>Mean 0 and mean square 1 of each channel over the batch.</summary>
    Batch,

    /// <summary>
    /// Minus (0.485, 0.456, 0.406), over (0.229, 0.224, 0.225): the mean and deviation of ImageNet's channels, as
    /// networks that are trained on it take them.
    /// </summary>
    ImageNet,

    /// <summary>As they are.</summary>
    None,
}
