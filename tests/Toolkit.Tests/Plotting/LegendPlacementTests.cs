using MomentsDnns.Architectures.Random;
using MomentsDnns.Plotting;
using MomentsDnns.Plotting.Rendering;

namespace MomentsDnns.Toolkit.Tests.Plotting;

public sealed class LegendPlacementTests
{
    private static (double Width, double Height) Size(int columns) => (0.3 * columns, 0.3 / columns);

    private static PanelDescription Panel(params SeriesDescription[] series) => new()
    {
        Letter = 'a',
        XLabel = FigureLabel.Empty,
        XRange = new AxisRange(0, 10),
        Series = series,
    };

    private static SeriesDescription Line(params (double X, double Y)[] points) => new()
    {
        Label = FigureLabel.Empty.Upright("line"),
        X = [.. points.Select(p => p.X)],
        Y = [.. points.Select(p => p.Y)],
        Color = Palette.Blue,
    };

    [Fact]
    public void Choose_WantedCornerFree_TakesIt()
    {
        LegendPlacement place = LegendPlacement.Choose(Panel(Line((0, 1), (10, 0))), Size, 2);

        Assert.Equal(1, place.Columns);
        Assert.InRange(place.Left, 0.6, 0.7); // the legend is 0.3 wide
        Assert.InRange(place.Top, 0, 0.05);
        Assert.Equal(AxisFit.Of(Panel(Line((0, 1), (10, 0)))), place.Range);
    }

    [Fact]
    public void Choose_WantedCornerTaken_TakesAnother()
    {
        LegendPlacement place = LegendPlacement.Choose(Panel(Line((0, 0), (10, 1))), Size, 2);

        Assert.InRange(place.Left, 0, 0.05);
        Assert.InRange(place.Top, 0, 0.05);
    }

    [Fact]
    public void Choose_LineThroughACornerBetweenItsPoints_SeesIt()
    {
        // Neither point lies under the legend in the upper right corner, but the line between them does.
        LegendPlacement place = LegendPlacement.Choose(Panel(Line((0, 1.0), (6.5, 1.0), (10, 0.0)), Line((0, 0), (10, 0))), Size, 2);

        Assert.False(place is { Left: > 0.6, Top: < 0.1 });
        Assert.Equal(0, place.CoveredColumns);
    }

    [Fact]
    public void Choose_NoFreePlace_MakesRoomAboveTheData()
    {
        SeriesDescription everywhere = Line((0, 0), (10, 0)) with { Lower = [0, 0], Upper = [1, 1] };
        LegendPlacement place = LegendPlacement.Choose(Panel(everywhere), Size, 2);

        // In two columns it is 0.15 high: the data's top, 1, stays under it.
        Assert.Equal(2, place.Columns);
        Assert.True(place.Range.Maximum - ((place.Top + 0.15) * place.Range.Length) > 1);
        Assert.InRange(place.Range.Maximum, 1.05, 1.4);
    }

    [Fact]
    public void Choose_RangeGiven_KeepsItAndCoversLeast()
    {
        SeriesDescription everywhere = Line((0, 0), (10, 0)) with { Lower = [0, 0], Upper = [1, 1] };
        LegendPlacement place = LegendPlacement.Choose(Panel(everywhere) with { YRange = new AxisRange(0, 1) }, Size, 2);

        Assert.Equal(new AxisRange(0, 1), place.Range);
        Assert.True(place.CoveredColumns > 0);
    }

    [Fact]
    public void Choose_RandomWalks_NeverCoversAPoint()
    {
        for (int trial = 0; trial < 60; trial++)
        {
            RandomStream random = new(11, trial, 0, RandomPurpose.Resampling);
            double height = 0;
            (double X, double Y)[] points =
                [.. Enumerable.Range(0, 41).Select(i => (i / 4.0, height += random.NextDouble() - 0.5))];
            SeriesDescription series = Line(points) with
            {
                Lower = [.. points.Select(p => p.Y - 0.3)],
                Upper = [.. points.Select(p => p.Y + 0.3)],
            };

            LegendPlacement place = LegendPlacement.Choose(Panel(series), Size, 3);

            (double width, double tall) = Size(place.Columns);
            double top = place.Range.Maximum - (place.Top * place.Range.Length), bottom = top - (tall * place.Range.Length);
            Assert.All(points, p => Assert.False(
                p.X / 10 >= place.Left && p.X / 10 <= place.Left + width && p.Y + 0.3 >= bottom && p.Y - 0.3 <= top,
                $"trial {trial}, point {p}, {place}"));
            Assert.All(points, p => Assert.True(place.Range.Contains(p.Y - 0.3) && place.Range.Contains(p.Y + 0.3)));
        }
    }
}
