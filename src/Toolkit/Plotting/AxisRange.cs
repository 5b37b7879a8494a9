namespace MomentsDnns.Plotting;

/// <summary>What an axis shows, in axis units (log10 of the values on a logarithmic axis).</summary>
/// <param name="Minimum">Its start.</param>
/// <param name="Maximum">Its end, above the start.</param>
public readonly record struct AxisRange(double Minimum, double Maximum)
{
    /// <summary>Maximum - Minimum.</summary>
    public double Length => Maximum - Minimum;

    /// <summary>How far a number lies on the way from start to end: 0 there, 1 here.</summary>
    internal double Share(double value) => (value - Minimum) / Length;

    /// <summary>
    /// Whether a number lies in the range, its ends included, with a slack of a billionth of its length.
    /// </summary>
    public bool Contains(double value) => value >= Minimum - (1e-9 * Length) && value <= Maximum + (1e-9 * Length);
}
