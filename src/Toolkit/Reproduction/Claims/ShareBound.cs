using System.Globalization;
using MathNet.Numerics.Distributions;

namespace MomentsDnns.Reproduction.Claims;

/// <summary>
/// What a count of nets says of the share among all nets of their law: exact bounds of a probability (Clopper and
/// Pearson 1934).
/// </summary>
internal static class ShareBound
{
    /// <summary>
    /// The probability that at least so many of n would be seen is 1 - confidence at this share: it is larger but by
    /// that chance. For n of n, (1 - confidence)^(1/n).
    /// </summary>
    public static double Lower(int seen, int nets, double confidence) =>
        seen == 0 ? 0 : Beta.InvCDF(seen, nets - seen + 1, 1 - confidence);

    /// <summary>Likewise from above.</summary>
    public static double Upper(int seen, int nets, double confidence) =>
        seen == nets ? 1 : Beta.InvCDF(seen + 1, nets - seen, confidence);

    /// <summary>A count with what it bounds, such as <c>300 of 300 (a share above 0.990)</c>.</summary>
    public static string Text(int seen, int nets) =>
        string.Create(CultureInfo.InvariantCulture, $"{seen} of {nets} (a share above "
        + $"{Math.Floor(1000 * Lower(seen, nets, ClaimRuns.Options.Confidence)) / 1000:F3})");
}
