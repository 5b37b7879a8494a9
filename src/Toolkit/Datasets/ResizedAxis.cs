namespace MomentsDnns.Datasets;

/// <summary>
/// One axis of a resized image: which pixels, with which weights, make up each new one. Weights are those of a triangle
/// about the new pixel's centre, whose half width is the larger of both steps.
/// </summary>
internal sealed class ResizedAxis
{
    private readonly (int First, float[] Weights)[] _pixels;

    /// <summary>Weighs.</summary>
    /// <param name="from">Pixels there are.</param>
    /// <param name="to">Pixels wanted.</param>
    /// <param name="step">Pixels there are for each that is wanted; the part taken is centred.</param>
    public ResizedAxis(int from, int to, double step)
    {
        double begin = (from - (to * step)) / 2, half = Math.Max(1, step);
        _pixels = [.. Enumerable.Range(0, to).Select(i => Weigh(begin + ((i + 0.5) * step)))];

        (int, float[]) Weigh(double centre)
        {
            int first = Math.Max(0, (int)Math.Ceiling(centre - half - 0.5)),
                last = Math.Min(from - 1, (int)Math.Floor(centre + half - 0.5));
            double[] weights = [.. Enumerable.Range(first, last - first + 1)
                .Select(pixel => Math.Max(0, 1 - (Math.Abs(pixel + 0.5 - centre) / half)))];
            double sum = weights.Sum();
            return (first, [.. weights.Select(weight => (float)(weight / sum))]);
        }
    }

    /// <summary>A new pixel.</summary>
    /// <param name="index">Which, from 0.</param>
    /// <param name="values">The pixels there are.</param>
    /// <param name="stride">From one to the next in memory.</param>
    public float Sum(int index, ReadOnlySpan<float> values, int stride)
    {
        (int first, float[] weights) = _pixels[index];
        float sum = 0;
        for (int i = 0; i < weights.Length; i++) sum += weights[i] * values[(first + i) * stride];
        return sum;
    }
}
