namespace MomentsDnns.Plotting.Rendering;

/// <summary>Ticks at round numbers: steps of 1, 2 or 5 times a power of ten, with minor ticks between them.</summary>
internal static class LinearTicks
{
    /// <summary>The ticks inside a range.</summary>
    /// <param name="range">What the axis shows.</param>
    /// <param name="most">The most labels wanted, 2 or more.</param>
    /// <param name="isWhole">Whether marks stand at whole numbers alone.</param>
    public static IReadOnlyList<AxisTick> For(AxisRange range, int most = 6, bool isWhole = false)
    {
        (double step, int minorsPerStep) = Step(range.Length, most);
        if (isWhole && step / minorsPerStep < 1) (step, minorsPerStep) = (Math.Max(1, step), step < 1 ? 1 : (int)step);
        List<AxisTick> ticks = [];
        double minor = step / minorsPerStep;
        long first = (long)Math.Ceiling((range.Minimum / minor) - 1e-9);
        long last = (long)Math.Floor((range.Maximum / minor) + 1e-9);
        for (long i = first; i <= last; i++)
        {
            bool isMajor = i % minorsPerStep == 0;
            // A multiple of the step rather than a sum of minor steps: no rounding error grows along the axis.
            double position = isMajor ? i / minorsPerStep * step : i * minor;
            ticks.Add(new AxisTick(position, isMajor ? TickText.Number(position, step) : null));
        }

        return ticks;
    }

    private static (double Step, int MinorsPerStep) Step(double length, int most)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(length / most)));
        foreach ((int factor, int minors) in new[] { (1, 5), (2, 4), (5, 5) })
            if (length / (factor * power) <= most) return (factor * power, minors);
        return (10 * power, 5);
    }
}
