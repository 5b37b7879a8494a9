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

    /// <summary>
    /// From 0 to 255, minus (103.939, 116.779, 123.68), the mean of ImageNet's channels, in the order blue, green, red:
    /// as networks from Caffe and CNTK take them, and Keras's mode "caffe".
    /// </summary>
    Caffe,

    /// <summary>As they are.</summary>
    None,
}
