using System.Globalization;
using MomentsDnns.Plotting;

namespace MomentsDnns.Reporting;

/// <summary>Positions on axes as text.</summary>
internal static class AxisNumber
{
    /// <summary>The number at a position to four digits, also where it is beyond all doubles; empty of NaN.</summary>
    /// <param name="position">In axis units.</param>
    /// <param name="scale">The axis.</param>
    public static string Text(double position, AxisScale scale)
    {
        if (double.IsNaN(position)) return "";
        if (scale == AxisScale.Linear) return position.ToString("G4", CultureInfo.InvariantCulture);
        if (Math.Abs(position) < 4) return Math.Pow(10, position).ToString("G4", CultureInfo.InvariantCulture);
        double exponent = Math.Floor(position), mantissa = Math.Round(Math.Pow(10, position - exponent), 3);
        if (mantissa >= 10) (mantissa, exponent) = (mantissa / 10, exponent + 1);
        return string.Create(CultureInfo.InvariantCulture, $"{mantissa:0.###}E{exponent:+0;-0}");
    }
}
