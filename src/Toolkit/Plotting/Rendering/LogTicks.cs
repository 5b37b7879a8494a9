namespace MomentsDnns.Plotting.Rendering;

/// <summary>
/// Ticks of a logarithmic axis whose units are log10: labels 10^n at decades, evenly strided when there are many; where
/// fewer than two decades lie in the range, at a few multiples of powers of ten, or at evenly spaced round values.
/// </summary>
internal static class LogTicks
{
    private const int MostLabels = 6;

    /// <summary>The ticks inside a range.</summary>
    /// <param name="range">What the axis shows, in log10.</param>
    public static IReadOnlyList<AxisTick> For(AxisRange range)
    {
        int first = (int)Math.Ceiling(range.Minimum - 1e-9), last = (int)Math.Floor(range.Maximum + 1e-9);
        if (last - first >= 1) return Decades(range, first, last);
        List<AxisTick> few = Multiples(range, n => n is 1 or 2 or 5);
        if (few.Count(t => t.Label is not null) >= 3) return few;
        List<AxisTick> more = Multiples(range, n => n is 1 or 2 or 3 or 4 or 6);
        return more.Count(t => t.Label is not null) >= 3 ? more : RoundValues(range);
    }

    private static List<AxisTick> Decades(AxisRange range, int first, int last)
    {
        int stride = Stride(last - first);
        if (stride == 1) return Multiples(range, n => n == 1, TickText.PowerOfTen);
        int minor = stride % 5 == 0 ? stride / 5 : 1;
        List<AxisTick> ticks = [];
        for (int n = first; n <= last; n++)
        {
            if (n % stride == 0) ticks.Add(new AxisTick(n, TickText.PowerOfTen(n)));
            else if (n % minor == 0) ticks.Add(new AxisTick(n, null));
        }

        return ticks;
    }

    private static int Stride(int decades)
    {
        for (int power = 1; ; power *= 10)
            foreach (int factor in new[] { 1, 2, 5 })
                if (decades / (factor * power) < MostLabels) return factor * power;
    }

    private static List<AxisTick> Multiples(AxisRange range, Func<int, bool> isLabelled,
        Func<int, FigureLabel>? decadeText = null)
    {
        List<AxisTick> ticks = [];
        for (int n = (int)Math.Floor(range.Minimum) - 1; n <= range.Maximum; n++)
        {
            for (int multiple = 1; multiple <= 9; multiple++)
            {
                double position = n + Math.Log10(multiple);
                if (!range.Contains(position)) continue;
                FigureLabel? label = isLabelled(multiple)
                    ? decadeText?.Invoke(n) ?? TickText.Scientific(multiple, n, 1)
                    : null;
                ticks.Add(new AxisTick(position, label));
            }
        }

        return ticks;
    }

    private static List<AxisTick> RoundValues(AxisRange range)
    {
        // In units of the decade below the range, so that no number is out of reach.
        int exponent = (int)Math.Floor(range.Minimum);
        AxisRange values = new(Math.Pow(10, range.Minimum - exponent), Math.Pow(10, range.Maximum - exponent));
        IReadOnlyList<AxisTick> linear = LinearTicks.For(values);
        double[] majors = [.. linear.Where(t => t.Label is not null).Select(t => t.Position)];
        double step = majors.Length > 1 ? majors[1] - majors[0] : 1;
        return
        [
            .. linear.Select(t => new AxisTick(exponent + Math.Log10(t.Position),
                t.Label is null ? null : TickText.Scientific(t.Position, exponent, step))),
        ];
    }
}
