using System.Numerics;

namespace MomentsDnns.Architectures.Convolutions.Fourier;

/// <summary>
/// How the spectrum of a real H x W image lies in H * W planes of real numbers, as many as the image has pixels. Of the
/// frequencies (j, k), the rows' and the columns', half are the conjugates of the others and are left out; four are
/// real.
/// </summary>
/// <remarks>
/// Element e = j W/2 + k owns the planes 2e and 2e + 1. For k of 1 to W/2 - 1 these are real and imaginary part at (j,
/// k). The frequencies k = 0 and k = W/2 share the elements of k = 0: (j, 0) lies at j and (j, W/2) at H - j, for j of
/// 1 to H/2 - 1; the real numbers at j = 0 and j = H/2 lie in pairs, k = 0 before k = W/2.
/// </remarks>
internal static class FourierSpectrum
{
    private const int LeastSide = 2, LargestSide = 256; // a transform's working memory grows as the image

    /// <summary>Whether images of these sides have such a spectrum: both a power of two, from 2 to 256.</summary>
    public static bool Fits(int height, int width) => IsSide(height) && IsSide(width);

    private static bool IsSide(int side) => side is >= LeastSide and <= LargestSide && BitOperations.IsPow2(side);

    /// <summary>Every frequency once, those with two planes first: they are most of the work.</summary>
    public static IReadOnlyList<FourierFrequency> Frequencies(int height, int width)
    {
        List<FourierFrequency> complex = [], real = [];
        int half = width / 2;
        for (int j = 0; j < height; j++)
        {
            int mirrored = (height - j) % height;
            for (int k = 1; k < half; k++) complex.Add(new(j, k, Plane(j, k), true));
            if (j > 0 && j < height / 2)
            {
                complex.Add(new(j, 0, Plane(j, 0), true));
                complex.Add(new(j, half, Plane(mirrored, 0), true));
            }

            if (j == mirrored)
            {
                real.Add(new(j, 0, Plane(j, 0), false));
                real.Add(new(j, half, Plane(j, 0) + 1, false));
            }
        }

        return [.. complex, .. real];

        int Plane(int j, int k) => 2 * (j * half + k);
    }
}
