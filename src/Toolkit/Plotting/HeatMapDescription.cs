namespace MomentsDnns.Plotting;

/// <summary>A map of numbers over two axes, as cells of colour from dark (least) to light (greatest).</summary>
public sealed record HeatMapDescription
{
    /// <summary>The cells' edges along the horizontal axis, ascending; one more than columns.</summary>
    public required IReadOnlyList<double> XEdges { get; init; }

    /// <summary>The cells' edges along the vertical axis, ascending; one more than rows.</summary>
    public required IReadOnlyList<double> YEdges { get; init; }

    /// <summary>
    /// [rows, columns], log10 of the numbers on a logarithmic scale; NaN: nothing was measured or the signal was lost,
    /// drawn hatched.
    /// </summary>
    public required double[,] Values { get; init; }

    /// <summary>What the colours measure.</summary>
    public required FigureLabel Label { get; init; }

    /// <summary>Whether the numbers are log10 of what the label names.</summary>
    public AxisScale Scale { get; init; } = AxisScale.Linear;

    /// <summary>From the least to the greatest finite number; around it by 1/2 where all are one.</summary>
    public AxisRange Range
    {
        get
        {
            double[] finite = [.. Values.Cast<double>().Where(double.IsFinite)];
            if (finite.Length == 0) return new(0, 1);
            (double least, double greatest) = (finite.Min(), finite.Max());
            return greatest - least > 1e-9 * Math.Max(1, Math.Abs(greatest)) ? new(least, greatest)
                : new(least - 0.5, greatest + 0.5);
        }
    }
}
