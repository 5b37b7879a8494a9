using System.Globalization;
using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Results;

/// <summary>What is kept of a net that is trained, and the places of its rows; their depths are steps.</summary>
public static class TrainedStatistics
{
    private const string NoisyMark = "noise-";

    /// <summary>The mean cross-entropy, natural logarithm. Kept linear.</summary>
    public static Statistic Loss { get; } = Statistic.Define("loss");

    /// <summary>The share of images whose largest output is their class. Kept linear.</summary>
    public static Statistic Accuracy { get; } = Statistic.Define("accuracy");

    /// <summary>
    /// mu_2(dz) / (mu_2(z) + mu_2(dz)) of the outputs z of clean images and their differences dz under a finite noise,
    /// mu_2 the variance over images, averaged over outputs: the share of the outputs' variance that is noise. Kept
    /// linear.
    /// </summary>
    public static Statistic NoiseShare { get; } = Statistic.Define("noise_share");

    /// <summary>The judged training images.</summary>
    public static Location Training { get; } = Location.Define("training");

    /// <summary>The images that are held out.</summary>
    public static Location HeldOut { get; } = Location.Define("held-out");

    /// <summary>Signal and noise behind unit L/2 of L (rounded up): half way through the net.</summary>
    public static Location Middle { get; } = Location.Define("middle");

    /// <summary>Signal and noise behind the last unit.</summary>
    public static Location Net { get; } = Location.Define("net");

    /// <summary>Signal and noise behind the head.</summary>
    public static Location Logits { get; } = Location.Define("logits");

    /// <summary>Held-out images under a noise.</summary>
    /// <param name="level">Its size, in standard deviations of the signal.</param>
    public static Location Noisy(double level) =>
        Location.Define(NoisyMark + level.ToString("R", CultureInfo.InvariantCulture));
}
