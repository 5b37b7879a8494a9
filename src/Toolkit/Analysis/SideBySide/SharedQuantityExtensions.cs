using MomentsDnns.Results;

namespace MomentsDnns.Analysis.SideBySide;

/// <summary>Which mean a number is, in one place.</summary>
public static class SharedQuantityExtensions
{
    /// <summary>Whether the mean of a quantity in log10 is the mean of log10: of chi and nu_2, which are close to log-normal.</summary>
    /// <param name="quantity">The quantity.</param>
    public static bool AveragesLogarithms(this SharedQuantity quantity) => quantity is SharedQuantity.Chi or SharedQuantity.SignalPower;

    /// <summary>The name of its mean in log10, such as <c>mean log10 chi</c> or <c>log10 mean signal-rank</c>.</summary>
    /// <param name="quantity">The quantity.</param>
    public static string Log10Name(this SharedQuantity quantity) =>
        (quantity.AveragesLogarithms() ? "mean log10 " : "log10 mean ") + OptionText.Of(quantity);
}
