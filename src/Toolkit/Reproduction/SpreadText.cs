using System.Globalization;
using MomentsDnns.Analysis.Inference;

namespace MomentsDnns.Reproduction;

/// <summary>Means with their spread as text; the digits follow the standard error of the mean.</summary>
internal static class SpreadText
{
    /// <summary>What is not there.</summary>
    public const string None = "-";

    /// <summary><c>3.95 ± 0.19 (0.53)</c>: mean, standard error, standard deviation over nets; the error has two digits.</summary>
    /// <param name="mean">The mean.</param>
    /// <param name="deviation">The standard deviation over nets.</param>
    /// <param name="simulations">How many nets.</param>
    public static string Measured(double mean, double deviation, int simulations)
    {
        double error = deviation / Math.Sqrt(simulations);
        int decimals = Decimals(error, 2);
        return $"{Fixed(mean, decimals)} ± {Fixed(error, decimals)} ({Fixed(deviation, decimals)})";
    }

    /// <summary><c>0.5349 ± 0.0070</c>: an estimate with its standard error.</summary>
    public static string Measured(Estimate estimate)
    {
        int decimals = Decimals(estimate.StandardError, 2);
        return $"{Fixed(estimate.Value, decimals)} ± {Fixed(estimate.StandardError, decimals)}";
    }

    /// <summary><c>3.78 (0.56)</c>: mean and standard deviation over nets, to the first digit of the mean's error.</summary>
    /// <param name="mean">The mean.</param>
    /// <param name="deviation">The standard deviation over nets.</param>
    /// <param name="simulations">How many nets.</param>
    public static string Published(double mean, double deviation, int simulations)
    {
        int decimals = Decimals(deviation / Math.Sqrt(simulations), 1);
        return $"{Fixed(mean, decimals)} ({Fixed(deviation, decimals)})";
    }

    /// <summary>A number of so many decimals in the invariant culture.</summary>
    public static string Fixed(double value, int decimals) => value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    // An error of 0 or of one net says nothing about digits.
    private static int Decimals(double error, int digits) =>
        error > 0 && double.IsFinite(error) ? Math.Clamp(digits - 1 - (int)Math.Floor(Math.Log10(error)), 0, 6) : 3;
}
