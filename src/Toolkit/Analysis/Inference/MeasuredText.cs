using System.Globalization;
using static System.FormattableString;

namespace MomentsDnns.Analysis.Inference;

/// <summary>
/// A measured number as text: as many digits as its error leaves, such as <c>0.99952 ± 0.00006</c>. Of an error whose
/// first three digits are 100 to 354 two digits are kept, of larger ones one, and one that rounds up to 1000 is written
/// 0.10: the rounding rule of the Particle Data Group's Review (introduction, section 5.3). Small and large numbers
/// share their exponent: <c>5.4E-11 ± 0.4E-11</c>.
/// </summary>
public static class MeasuredText
{
    // Beyond, zeros would have to be counted.
    private const int MostDecimals = 7;
    private const double LeastPlain = 1e-3, LargestPlain = 1e7;

    /// <summary>The value with its error; without one (NaN, infinite) four digits of the value alone.</summary>
    /// <param name="value">The value.</param>
    /// <param name="error">Its standard error.</param>
    public static string Of(double value, double error)
    {
        (string number, string spread) = Parts(value, error);
        return spread.Length == 0 ? number : $"{number} ± {spread}";
    }

    /// <summary>The same of a mean over simulations.</summary>
    /// <param name="estimate">The mean.</param>
    public static string Of(Estimate estimate) => Of(estimate.Value, estimate.StandardError);

    /// <summary>Value and error of a mean apart; see <see cref="Parts(double, double)"/>.</summary>
    /// <param name="estimate">The mean.</param>
    public static (string Value, string Error) Parts(Estimate estimate) =>
        Parts(estimate.Value, estimate.StandardError);

    /// <summary>Value and error of a mean as cells of a table; both empty where there is none.</summary>
    /// <param name="estimate">The mean.</param>
    internal static string[] Cells(Estimate? estimate)
    {
        if (estimate is null) return ["", ""];
        (string value, string error) = Parts(estimate);
        return [value, error];
    }

    /// <summary>Value and error apart, for columns of their own; the error is empty where there is none.</summary>
    /// <param name="value">The value.</param>
    /// <param name="error">Its standard error.</param>
    public static (string Value, string Error) Parts(double value, double error)
    {
        if (!double.IsFinite(value) || !double.IsFinite(error) || error < 0)
            return (Invariant($"{value:G4}"), "");
        // Nothing varies: all that a 32-bit number holds.
        if (error == 0) return (Invariant($"{value:G7}"), "0");
        int place = LastPlace(error);
        double largest = Math.Max(Math.Abs(value), error);
        if (-place <= MostDecimals && largest < LargestPlain) return (Plain(value, place), Plain(error, place));
        // An ordinary number with next to no error: nobody wants its power of ten.
        if (largest is >= LeastPlain and < LargestPlain)
            return (Plain(value, -MostDecimals), Invariant($"{error:0E-00}"));
        int exponent = (int)Math.Floor(Math.Log10(largest));
        string power = Invariant($"E{exponent:+00;-00}");
        return (Plain(Shifted(value), place - exponent) + power, Plain(Shifted(error), place - exponent) + power);

        // In two steps where one power is out of range.
        double Shifted(double number) => number / Math.Pow(10, exponent / 2) / Math.Pow(10, exponent - (exponent / 2));
    }

    /// <summary>A share in percent, such as <c>64%</c>; what rounds to 0 has no sign.</summary>
    /// <param name="share">The share, 1 of the whole.</param>
    /// <param name="decimals">Digits behind the point.</param>
    internal static string Percent(double share, int decimals = 0) => Plain(100 * share, -decimals) + "%";

    // The power of ten of the last digit that is kept.
    private static int LastPlace(double error)
    {
        string digits = Invariant($"{error:E2}"); // d.ddE+xxx
        int leading = ((digits[0] - '0') * 100) + ((digits[2] - '0') * 10) + (digits[3] - '0');
        int exponent = int.Parse(digits.AsSpan(5), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return leading < 355 ? exponent - 1 : exponent; // 950 and more round up: 0.10 ends where 0.95 does
    }

    private static string Plain(double number, int place)
    {
        if (place > 0)
        {
            double unit = Math.Pow(10, place);
            number = Math.Round(number / unit) * unit;
        }

        string text = number.ToString("F" + Math.Max(0, -place), CultureInfo.InvariantCulture);
        // -0.0004 ± 0.003 is 0.000, not -0.000.
        return text[0] == '-' && text.AsSpan(1).IndexOfAnyExcept('0', '.') < 0 ? text[1..] : text;
    }
}
