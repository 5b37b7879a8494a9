using System.Globalization;

namespace MomentsDnns.Plotting.Rendering;

/// <summary>Numbers on axes: a real minus sign, as many decimals as the step has, powers of ten with raised digits.</summary>
internal static class TickText
{
    private const string RaisedDigits = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>10 with n raised.</summary>
    public static string PowerOfTen(int exponent) => "10" + Raised(exponent);

    /// <summary>A number that is a multiple of a step.</summary>
    public static string Number(double value, double step)
    {
        double largest = Math.Max(Math.Abs(value), step);
        if (largest is >= 1e5 or < 1e-3)
        {
            if (value == 0) return "0";
            int exponent = (int)Math.Floor(Math.Log10(Math.Abs(value)) + 1e-9);
            return Mantissa(value / Math.Pow(10, exponent), step / Math.Pow(10, exponent)) + "×" + PowerOfTen(exponent);
        }

        return Mantissa(value, step);
    }

    /// <summary>mantissa * 10^exponent: written out from 0.001 to 10,000, else with a power of ten.</summary>
    /// <param name="mantissa">Its leading part.</param>
    /// <param name="exponent">The power of ten it is multiplied with.</param>
    /// <param name="step">The step of the mantissa, which decides the decimals.</param>
    public static string Scientific(double mantissa, int exponent, double step)
    {
        if (exponent is < -3 or > 3) return Mantissa(mantissa, step) + "×" + PowerOfTen(exponent);
        double scale = Math.Pow(10, exponent);
        return Mantissa(mantissa * scale, step * scale);
    }

    private static string Mantissa(double value, double step)
    {
        int decimals = Math.Clamp((int)-Math.Floor(Math.Log10(step) + 1e-9), 0, 12);
        double rounded = Math.Round(value, decimals);
        // -0 would be written with its sign.
        return Signed((rounded == 0 ? 0 : rounded).ToString("F" + decimals, CultureInfo.InvariantCulture));
    }

    private static string Raised(int exponent) => string.Concat(exponent.ToString(CultureInfo.InvariantCulture)
        .Select(c => c == '-' ? '⁻' : RaisedDigits[c - '0']));

    private static string Signed(string number) => number.Replace('-', '−');
}
