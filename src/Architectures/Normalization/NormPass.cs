using System.Numerics;

namespace MomentsDnns.Architectures.Normalization;

/// <summary>The pass of a normalization over rows of a twin batch, once the statistics are known.</summary>
internal static unsafe class NormPass
{
    /// <summary>Writes gamma z + beta and gamma dz by the channels' maps, see <see cref="NormMap"/>.</summary>
    /// <param name="source">Rows <c>[R, C]</c> of signal and noise.</param>
    /// <param name="target">Where the results go; may be the source itself.</param>
    /// <param name="rows">R.</param>
    /// <param name="channels">C.</param>
    /// <param name="maps"><c>[NormMap.Count, C]</c>, gamma in the noise's factors.</param>
    /// <param name="scale">gamma <c>[C]</c>, or null for 1 (and beta 0).</param>
    /// <param name="shift">beta <c>[C]</c>; null with <paramref name="scale"/>.</param>
    public static void Rows<T>(TwinPointer<T> source, TwinPointer<T> target, int rows, int channels, T* maps, T* scale,
        T* shift)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T* mean = maps, factor = mean + channels, noiseMean = factor + channels, change = noiseMean + channels,
            noiseFactor = change + channels;
        for (int row = 0; row < rows; row++)
        {
            TwinPointer<T> from = source.From((long)row * channels), to = target.From((long)row * channels);
            int c = 0;
            for (; c + Vector<T>.Count <= channels; c += Vector<T>.Count)
            {
                Vector<T> z = (Vector.Load(from.Signal + c) - Vector.Load(mean + c)) * Vector.Load(factor + c);
                Vector<T> noise =
                    Vector.Load(from.Noise + c) - Vector.Load(noiseMean + c) - (z * Vector.Load(change + c));
                if (scale != null) z = (z * Vector.Load(scale + c)) + Vector.Load(shift + c);
                z.Store(to.Signal + c);
                (noise * Vector.Load(noiseFactor + c)).Store(to.Noise + c);
            }

            for (; c < channels; c++)
            {
                T z = (from.Signal[c] - mean[c]) * factor[c];
                T noise = from.Noise[c] - noiseMean[c] - (z * change[c]);
                if (scale != null) z = (z * scale[c]) + shift[c];
                to.Signal[c] = z;
                to.Noise[c] = noise * noiseFactor[c];
            }
        }
    }
}
