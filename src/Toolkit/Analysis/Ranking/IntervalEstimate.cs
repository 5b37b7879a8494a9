using System.Globalization;
using System.Text.Json.Serialization;

namespace MomentsDnns.Analysis.Ranking;

/// <summary>A number with an interval of 95% by resampling.</summary>
/// <param name="Value">The number; NaN where there is none.</param>
/// <param name="Lower">The 2.5th percentile over resamples.</param>
/// <param name="Upper">The 97.5th percentile.</param>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public readonly record struct IntervalEstimate(double Value, double Lower, double Upper)
{
    /// <summary>Such as <c>0.72 (0.65 to 0.78)</c>; a dash where there is none.</summary>
    public override string ToString() => Text(2);

    /// <summary>The same with so many decimals.</summary>
    /// <param name="decimals">How many.</param>
    public string Text(int decimals)
    {
        string format = $"F{decimals}";
        return double.IsFinite(Value) ? $"{Number(Value)} ({Number(Lower)} to {Number(Upper)})" : "-";

        string Number(double value) => value.ToString(format, CultureInfo.InvariantCulture);
    }
}
