namespace MomentsDnns.Plotting.Recipes;

/// <summary>By what the lines of a figure that compares are told apart, in their order.</summary>
internal static class LineStyles
{
    private static readonly LineDash[] Dashes = [LineDash.Solid, LineDash.Dashed, LineDash.DashDotted, LineDash.Dotted];

    private static readonly PointMarker[] Markers =
        [PointMarker.Circle, PointMarker.Square, PointMarker.Triangle, PointMarker.Diamond];

    /// <summary>The colour of a line.</summary>
    public static RgbColor Color(int index) => Palette.Lines[index % Palette.Lines.Count];

    /// <summary>How it is broken.</summary>
    public static LineDash Dash(int index) => Dashes[index % Dashes.Length];

    /// <summary>What stands at its points.</summary>
    public static PointMarker Marker(int index) => Markers[index % Markers.Length];
}
