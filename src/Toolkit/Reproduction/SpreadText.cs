using System.Globalization;
using MomentsDnns.Analysis.Inference;

namespace MomentsDnns.Reproduction;

/// <summary>Means with their spread over nets as text, by <see cref="MeasuredText"/>.</summary>
internal static class SpreadText
{
    /// <summary>What is not there.</summary>
    public const string None = "-";

    /// <summary><c>3.95 ± 0.19 (0.53)</c>: mean, standard error, standard deviation over nets.</summary>
    /// <param name="mean">The mean.</param>
    /// <param name="deviation">The standard deviation over nets.</param>
    /// <param name="simulations">How many nets.</param>
    public static string Measured(double mean, double deviation, int simulations)
    {
        (string value, string error) = MeasuredText.Parts(mean, deviation / Math.Sqrt(simulations));
        return error.Length == 0 ? value : $"{value} ± {error} ({LikeMean(deviation, value)})";
    }

    /// <summary>
    /// <c>3.78 (0.56)</c>: mean and standard deviation over nets, to the digits that the mean's error leaves.
    /// </summary>
    /// <param name="mean">The mean.</param>
    /// <param name="deviation">The standard deviation over nets.</param>
    /// <param name="simulations">How many nets.</param>
    public static string Published(double mean, double deviation, int simulations)
    {
        string value = MeasuredText.Parts(mean, deviation / Math.Sqrt(simulations)).Value;
        return $"{value} ({LikeMean(deviation, value)})";
    }

    /// <summary>A number of so many decimals in the invariant culture.</summary>
    public static string Fixed(double value, int decimals) =>
        value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    // As many decimals as the mean has.
    private static string LikeMean(double deviation, string mean)
    {
        if (deviation == 0) return "0";
        int point = mean.IndexOf('.', StringComparison.Ordinal);
        return mean.Contains('E', StringComparison.Ordinal) ? deviation.ToString("G3", CultureInfo.InvariantCulture)
            : Fixed(deviation, point < 0 ? 0 : mean.Length - point - 1);
    }
}
