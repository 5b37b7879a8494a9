namespace MomentsDnns.Plotting;

/// <summary>Widths of figures, in millimetres.</summary>
public static class FigureWidth
{
    /// <summary>One column of a page with two: 85 mm.</summary>
    public const double OneColumn = 85;

    /// <summary>The whole width of such a page: 175 mm.</summary>
    public const double TwoColumns = 175;

    /// <summary>The least width that can be asked for; below it, labels have no room.</summary>
    public const double Least = 60;

    /// <summary>The greatest width that can be asked for.</summary>
    public const double Greatest = 600;

    /// <summary>The least width of a panel with its labels, where columns are asked for.</summary>
    public const double LeastOfPanel = 40;

    /// <summary>A length in points, 1/72 inch.</summary>
    public static double InPoints(double millimetres) => millimetres / 25.4 * 72;

    /// <summary>A length in millimetres.</summary>
    public static double InMillimetres(double points) => points / 72 * 25.4;
}
