namespace MomentsDnns.Propagation;

/// <summary>What is taken from the values of each channel, and by what they are then multiplied.</summary>
/// <param name="Mean">Of the images' channels: red, green, blue.</param>
/// <param name="Scale">Of the same.</param>
/// <param name="IsReversed">Whether channels enter the network in the reverse order.</param>
internal sealed record ScalingConstants(double[] Mean, double[] Scale, bool IsReversed = false)
{
    // Of ImageNet's red, green and blue.
    private const int ChannelsOfImageNet = 3;

    private const double Levels = 255;

    private static readonly double[] ImageNetMean = [0.485, 0.456, 0.406], ImageNetDeviation = [0.229, 0.224, 0.225],
        CaffeMean = [123.68, 116.779, 103.939];

    /// <summary>Whether a scaling is of as many channels; those by constants of ImageNet are of three.</summary>
    /// <param name="scaling">The scaling.</param>
    /// <param name="channels">Channels of an image; 1 or more.</param>
    public static bool Fit(InputScaling scaling, int channels) =>
        scaling is not (InputScaling.ImageNet or InputScaling.Caffe) || channels == ChannelsOfImageNet;

    /// <summary>The constants of a scaling that has such.</summary>
    /// <param name="scaling">Any but <see cref="InputScaling.Batch"/>.</param>
    /// <param name="channels">Channels of an image that <see cref="Fit"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">It has no constants, or none of so many channels.</exception>
    public static ScalingConstants Of(InputScaling scaling, int channels) => (scaling, Fit(scaling, channels)) switch
    {
        (InputScaling.None, _) => new(new double[channels], [.. Enumerable.Repeat(1.0, channels)]),
        (InputScaling.ImageNet, true) => new(ImageNetMean, [.. ImageNetDeviation.Select(deviation => 1 / deviation)]),
        (InputScaling.Caffe, true) => new([.. CaffeMean.Select(mean => mean / Levels)], [Levels, Levels, Levels],
            IsReversed: true),
        _ => throw new ArgumentOutOfRangeException(nameof(scaling), scaling,
            $"has no constants of {channels} channels"),
    };
}
