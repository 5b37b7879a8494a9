using System.Globalization;

namespace MomentsDnns.Plotting.Rendering;

/// <summary>Numbers on axes: a real minus sign, as many decimals as the step has, exponents raised.</summary>
internal static class TickText
{
    /// <summary>10 with n raised.</summary>
    public static FigureLabel PowerOfTen(int exponent) =>
        FigureLabel.Empty.Upright("10").Superscript(Signed(exponent.ToString(CultureInfo.InvariantCulture)));

    /// <summary>A number that is a multiple of a step.</summary>
    public static FigureLabel Number(double value, double step)
    {
        double largest = Math.Max(Math.Abs(value), step);
        if (largest is (< 1e5 and >= 1e-3) || value == 0) return FigureLabel.Empty.Upright(Mantissa(value, step));
        int exponent = (int)Math.Floor(Math.Log10(Math.Abs(value)) + 1e-9);
        double scale = Math.Pow(10, exponent);
        return FigureLabel.Empty.Upright(Mantissa(value / scale, step / scale) + "×").Then(PowerOfTen(exponent));
    }

    /// <summary>mantissa * 10^exponent: written out from 0.001 to 10,000, else with a power of ten.</summary>
    /// <param name="mantissa">Its leading part.</param>
    /// <param name="exponent">The power of ten it is multiplied with.</param>
    /// <param name="step">The step of the mantissa, which decides the decimals.</param>
    public static FigureLabel Scientific(double mantissa, int exponent, double step)
    {
        if (exponent is < -3 or > 3)
            return FigureLabel.Empty.Upright(Mantissa(mantissa, step) + "×").Then(PowerOfTen(exponent));
        double scale = Math.Pow(10, exponent);
        return FigureLabel.Empty.Upright(Mantissa(mantissa * scale, step * scale));
    }

    private static string Mantissa(double value, double step)
    {
        int decimals = Math.Clamp((int)-Math.Floor(Math.Log10(step) + 1e-9), 0, 12);
        double rounded = Math.Round(value, decimals);
        // -0 would be written with its sign.
        return Signed((rounded == 0 ? 0 : rounded).ToString("F" + decimals, CultureInfo.InvariantCulture));
    }

    private static string Signed(string number) => number.Replace('-', '−');
}
