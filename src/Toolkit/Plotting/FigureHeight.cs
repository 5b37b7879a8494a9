namespace MomentsDnns.Plotting;

/// <summary>Heights of figures, in millimetres.</summary>
public static class FigureHeight
{
    /// <summary>The height of a page's text that figures keep to by default: 230 mm.</summary>
    public const double Page = 230;

    /// <summary>The least height that can be asked for.</summary>
    public const double Least = 40;

    /// <summary>The greatest height that can be asked for.</summary>
    public const double Greatest = 1000;

    /// <summary>The least height of a panel with its labels; below it, axes have no room.</summary>
    public const double LeastOfPanel = 28;
}
