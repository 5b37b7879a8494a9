using SkiaSharp;

namespace MomentsDnns.Plotting.Rendering;

/// <summary>Where the parts of a panel with named positions go, in points, and what its axes show.</summary>
/// <param name="Axes">The rectangle of the axes.</param>
/// <param name="Range">What the axis of values shows, in axis units.</param>
/// <param name="Ticks">Its marks; those with labels do not touch.</param>
/// <param name="Names">The names that are set, top to bottom.</param>
/// <param name="Groups">The names of the stretches that are set.</param>
internal sealed record ProfileLayout(SKRect Axes, AxisRange Range, IReadOnlyList<AxisTick> Ticks,
    IReadOnlyList<PlacedName> Names, IReadOnlyList<PlacedName> Groups)
{
    /// <summary>The size of numbers, of the legend and of the names of stretches.</summary>
    public const double TickSize = 7, LegendSize = 7, GroupSize = 6;

    /// <summary>The height of a line of legend, and from the names to the axes.</summary>
    public const double LegendLine = 9, NameGap = 5;

    private const double SidePadding = 7, LetterRoom = 12, BottomRoom = 27, BetweenNumbers = 4, LeastLine = 1.04;

    /// <summary>The least width of axes with what is around them but names, in points.</summary>
    public const double LeastWidth = 48;

    /// <summary>The height of a panel at the natural height of its rows, in points.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="hasLetter">Whether its letter stands above the axes.</param>
    public static double NaturalHeight(PanelDescription panel, bool hasLetter) =>
        (panel.XRange.Length * panel.Profile!.RowHeight) + Top(panel, hasLetter) + BottomRoom;

    /// <summary>The room left of the axes that names need, in points.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="width">The width of the figure, of which names take 2/5 at most.</param>
    public static double NamesRoom(ProfileAxis axis, double width) => NameGap + 2 + axis.Names
        .Where(n => n.IsShown).Select(n => RichText.Width(Shortened(n.Text, axis.NameSize, 0.4 * width), axis.NameSize))
        .DefaultIfEmpty().Max();

    /// <summary>The room right of the axes that the names of stretches need, in points.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="width">The width of the figure, of which they take 1/5 at most.</param>
    public static double GroupsRoom(ProfileAxis axis, double width) => axis.Groups.Count < 2 ? 0
        : 2 + axis.Groups.Max(g => RichText.Width(Shortened(g.Text, GroupSize, 0.2 * width), GroupSize));

    /// <summary>Lays out a panel.</summary>
    /// <param name="panel">What it shows.</param>
    /// <param name="area">The rectangle it is drawn in, with the rooms of what is beside the axes.</param>
    /// <param name="rooms">The rooms of names and of the names of stretches; 0 where a panel beside has them.</param>
    /// <param name="figureWidth">The width of the figure.</param>
    /// <param name="hasLetter">Whether its letter stands above the axes.</param>
    public static ProfileLayout Of(PanelDescription panel, SKRect area, (double Names, double Groups) rooms,
        double figureWidth, bool hasLetter)
    {
        ProfileAxis axis = panel.Profile!;
        SKRect axes = new((float)(area.Left + rooms.Names + SidePadding), (float)(area.Top + Top(panel, hasLetter)),
            (float)(area.Right - rooms.Groups - SidePadding), (float)(area.Bottom - BottomRoom));
        AxisRange range = AxisFit.Of(panel);
        IReadOnlyList<AxisTick> ticks = AxisTick.For(panel.YScale, range, Math.Max(2, (int)(axes.Width / 18)));
        return new(axes, range, Apart(ticks, range, axes.Width),
            rooms.Names == 0 ? [] : NamesOf(axis, y => Height(y, panel.XRange, axes), 0.4 * figureWidth),
            rooms.Groups == 0 ? [] : GroupsOf(axis, y => Height(y, panel.XRange, axes), 0.2 * figureWidth));
    }

    /// <summary>The height of a position, in points, downwards.</summary>
    /// <param name="position">The position.</param>
    /// <param name="range">What the axis of positions shows.</param>
    /// <param name="axes">The rectangle of the axes.</param>
    public static double Height(double position, AxisRange range, SKRect axes) =>
        axes.Top + (range.Share(position) * axes.Height);

    private static double Top(PanelDescription panel, bool hasLetter) =>
        (hasLetter ? LetterRoom : 5) + (panel.Profile!.LegendRows * LegendLine);

    // Main ones first, then those that still have room.
    private static List<PlacedName> NamesOf(ProfileAxis axis, Func<double, double> height, double width)
    {
        List<PlacedName> placed = [];
        foreach (ProfileName name in axis.Names.Where(n => n.IsShown).OrderByDescending(n => n.IsMain))
        {
            double middle = height(name.Position);
            if (placed.Any(p => Math.Abs(p.Middle - middle) < LeastLine * axis.NameSize)) continue;
            placed.Add(new(Shortened(name.Text, axis.NameSize, width), middle, name.IsMain));
        }

        return [.. placed.OrderBy(p => p.Middle)];
    }

    private static List<PlacedName> GroupsOf(ProfileAxis axis, Func<double, double> height, double width)
    {
        List<PlacedName> placed = [];
        foreach (ProfileGroup group in axis.Groups.OrderByDescending(g => g.End - g.Start))
        {
            double middle = (height(group.Start) + height(group.End)) / 2;
            if (placed.Any(p => Math.Abs(p.Middle - middle) < LeastLine * GroupSize)) continue;
            placed.Add(new(Shortened(group.Text, GroupSize, width), middle, false));
        }

        return [.. placed.OrderBy(p => p.Middle)];
    }

    // The middle goes: names of layers differ at their ends.
    private static FigureLabel Shortened(string text, double size, double width)
    {
        FigureLabel whole = FigureLabel.Empty.Upright(text);
        for (int kept = text.Length - 1; kept >= 2 && RichText.Width(whole, size) > width; kept--)
        {
            int head = kept / 2;
            whole = FigureLabel.Empty.Upright($"{text[..head]}…{text[^(kept - head)..]}");
        }

        return whole;
    }

    // The least stride at which labels do not touch; the others stay marks.
    private static IReadOnlyList<AxisTick> Apart(IReadOnlyList<AxisTick> ticks, AxisRange range, double width)
    {
        (int Index, double Left, double Right)[] labels = [.. ticks.Index().Where(t => t.Item.Label is not null)
            .Select(t =>
            {
                double middle = range.Share(t.Item.Position) * width,
                    half = RichText.Width(t.Item.Label!, TickSize) / 2;
                return (t.Index, middle - half, middle + half);
            })];
        for (int stride = 1; stride < labels.Length; stride++)
        {
            var kept = labels.Where((_, i) => i % stride == 0).ToArray();
            if (kept.Zip(kept.Skip(1)).Any(pair => pair.First.Right + BetweenNumbers > pair.Second.Left)) continue;
            HashSet<int> set = [.. kept.Select(k => k.Index)];
            return [.. ticks.Select((tick, i) => set.Contains(i) ? tick : tick with { Label = null })];
        }

        return labels.Length < 2 ? ticks
            : [.. ticks.Select((tick, i) => i == labels[0].Index ? tick : tick with { Label = null })];
    }
}
