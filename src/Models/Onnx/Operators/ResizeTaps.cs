namespace MomentsDnns.Models.Onnx.Operators;

/// <summary>Which elements of the old line a resized one is made of, and with what weights.</summary>
internal static class ResizeTaps
{
    /// <summary>How the nearest element may be chosen, by ONNX's names.</summary>
    public static readonly string[] Roundings = ["round_prefer_floor", "round_prefer_ceil", "floor", "ceil"];

    /// <summary>The taps: for each, the element and the weight at every place.</summary>
    /// <param name="mode">nearest, linear or cubic.</param>
    /// <param name="rounding">One of <see cref="Roundings"/>, for nearest.</param>
    /// <param name="places">Where the new elements lie in the old line.</param>
    /// <param name="size">Elements of the old line; those beyond its ends are the last ones.</param>
    /// <param name="a">The coefficient of cubic interpolation.</param>
    /// <param name="excludeOutside">
    /// Whether what lies beyond the ends has no weight, and the rest is scaled up to 1.
    /// </param>
    public static IReadOnlyList<(long[] From, double[] Weight)> Of(
        string mode, string rounding, double[] places, long size, double a, bool excludeOutside)
    {
        if (mode == "nearest")
        {
            return [([.. places.Select(place => Inside((long)Nearest(place, rounding), size))],
                [.. places.Select(_ => 1.0)])];
        }

        int count = mode == "cubic" ? 4 : 2, before = (count / 2) - 1;
        (long[] From, double[] Weight)[] taps = new (long[], double[])[count];
        for (int k = 0; k < count; k++) taps[k] = (new long[places.Length], new double[places.Length]);
        for (int i = 0; i < places.Length; i++)
        {
            double whole = Math.Floor(places[i]), part = places[i] - whole, sum = 0;
            for (int k = 0; k < count; k++)
            {
                long at = (long)whole - before + k;
                double weight = mode == "cubic" ? Cubic(Math.Abs(part + before - k), a) : k == 0 ? 1 - part : part;
                if (excludeOutside && at != Inside(at, size)) weight = 0;
                (taps[k].From[i], taps[k].Weight[i]) = (Inside(at, size), weight);
                sum += weight;
            }

            for (int k = 0; excludeOutside && k < count; k++) taps[k].Weight[i] /= sum;
        }

        return taps;
    }

    private static double Nearest(double place, string rounding) => rounding switch
    {
        "floor" => Math.Floor(place),
        "ceil" => Math.Ceiling(place),
        "round_prefer_ceil" => Math.Floor(place + 0.5),
        _ => Math.Ceiling(place - 0.5),
    };

    private static long Inside(long at, long size) => Math.Clamp(at, 0, size - 1);

    // Keys' kernel.
    private static double Cubic(double x, double a) => x <= 1
        ? ((((a + 2) * x) - (a + 3)) * x * x) + 1
        : x < 2 ? (((((x - 5) * x) + 8) * x) - 4) * a : 0;
}
