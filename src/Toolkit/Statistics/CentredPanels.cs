using System.Numerics;

namespace MomentsDnns.Statistics;

/// <summary>
/// Packs centred columns into panels of a few, row after row, so that a product reads them one after another.
/// </summary>
internal static unsafe class CentredPanels
{
    /// <summary>Columns are the channels: <c>x[r, c] - mean[c]</c>, scaled.</summary>
    /// <param name="rows">The first row.</param>
    /// <param name="count">How many rows.</param>
    /// <param name="centre">The channels' centre.</param>
    /// <param name="panels">Where panels go, each of <paramref name="height"/> rows.</param>
    /// <param name="width">Columns of a panel; what the last one lacks stays as it is.</param>
    /// <param name="height">Rows from one panel to the next.</param>
    internal static void OfChannels(
        double* rows, int count, ChannelCentre centre, double* panels, int width, int height)
    {
        int channels = centre.Means.Length;
        Vector<double> scale = new(centre.Scale);
        fixed (double* means = centre.Means)
        {
            for (int left = 0; left < channels; left += width, panels += (nint)height * width)
            {
                int here = Math.Min(width, channels - left), whole = here - (here % Vector<double>.Count);
                double* mean = means + left, from = rows + left, to = panels;
                for (int r = 0; r < count; r++, from += channels, to += width)
                {
                    for (int c = 0; c < whole; c += Vector<double>.Count)
                        ((Vector.Load(from + c) - Vector.Load(mean + c)) * scale).Store(to + c);
                    for (int c = whole; c < here; c++) to[c] = (from[c] - mean[c]) * centre.Scale;
                }
            }
        }
    }

    /// <summary>Columns are the rows: <c>x[c, r] - mean[r]</c>, scaled, r a channel.</summary>
    /// <param name="rows">All rows.</param>
    /// <param name="size">How many there are.</param>
    /// <param name="first">The first channel that is packed.</param>
    /// <param name="count">How many channels are.</param>
    /// <param name="centre">The channels' centre.</param>
    /// <param name="panels">Where panels go, each of <paramref name="height"/> rows, one a channel.</param>
    /// <param name="width">Columns of a panel; what the last one lacks stays as it is.</param>
    /// <param name="height">Rows from one panel to the next.</param>
    internal static void OfRows(
        double* rows, int size, int first, int count, ChannelCentre centre, double* panels, int width, int height)
    {
        int channels = centre.Means.Length;
        fixed (double* means = centre.Means)
        {
            double* mean = means + first;
            for (int left = 0; left < size; left += width, panels += (nint)height * width)
            {
                int here = Math.Min(width, size - left);
                for (int c = 0; c < here; c++)
                {
                    double* from = rows + ((nint)(left + c) * channels) + first, to = panels + c;
                    for (int r = 0; r < count; r++, to += width) *to = (from[r] - mean[r]) * centre.Scale;
                }
            }
        }
    }
}
