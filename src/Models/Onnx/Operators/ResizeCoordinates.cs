namespace MomentsDnns.Models.Onnx.Operators;

/// <summary>Where in the old line the elements of a resized one lie.</summary>
internal static class ResizeCoordinates
{
    /// <summary>The ways that are known, by ONNX's names.</summary>
    public static readonly string[] Known =
    [
        "half_pixel", "pytorch_half_pixel", "half_pixel_symmetric", "align_corners", "asymmetric",
        "tf_half_pixel_for_nn", "tf_crop_and_resize",
    ];

    /// <summary>The place of each element.</summary>
    /// <param name="way">One of <see cref="Known"/>.</param>
    /// <param name="from">Elements of the old line.</param>
    /// <param name="to">Elements of the new one.</param>
    /// <param name="scale">New over old.</param>
    /// <param name="first">Of a crop, where it begins, in shares of the line.</param>
    /// <param name="last">Of a crop, where it ends.</param>
    /// <param name="scaled">
    /// Whether the scale was stated, not the size: the reference then puts the last element where the size would lie if
    /// it were not rounded down.
    /// </param>
    public static double[] Of(string way, long from, long to, double scale, double first, double last, bool scaled)
    {
        double[] places = new double[to];
        double length = scaled ? scale * from : to;
        for (long i = 0; i < to; i++)
        {
            places[i] = way switch
            {
                "align_corners" => length == 1 ? 0 : i * (from - 1) / (length - 1),
                "asymmetric" => i / scale,
                "tf_half_pixel_for_nn" => (i + 0.5) / scale,
                "tf_crop_and_resize" => to > 1
                    ? (first * (from - 1)) + (i * (last - first) * (from - 1) / (to - 1))
                    : 0.5 * (first + last) * (from - 1),
                "pytorch_half_pixel" when to == 1 => 0,
                "half_pixel_symmetric" => (from / 2.0 * (1 - (to / (scale * from)))) + ((i + 0.5) / scale) - 0.5,
                _ => ((i + 0.5) / scale) - 0.5,
            };
        }

        return places;
    }
}
