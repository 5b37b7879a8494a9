using System.Numerics;
using MomentsDnns.Architectures.Convolutions.Fourier;
using MomentsDnns.Architectures.Lanes;
using MomentsDnns.Architectures.Random;

namespace MomentsDnns.Architectures.Tests.Convolutions.Fourier;

public sealed unsafe class FourierTransformsTests
{
    [Theory]
    [InlineData(2, 2)]
    [InlineData(4, 2)]
    [InlineData(2, 16)]
    [InlineData(16, 16)]
    [InlineData(32, 64)]
    public void Forward_PutsEveryFrequencyOnItsPlane(int height, int width)
    {
        Check<FloatLanes32>(height, width);
        Check<FloatLanes256>(height, width);
    }

    private static void Check<TLanes>(int height, int width) where TLanes : unmanaged, IFloatLanes<TLanes>
    {
        int channels = TLanes.Count + 3, pixels = height * width, stride = channels + 2;
        float[] image = new float[pixels * channels], planes = new float[pixels * stride], memory = new float[FourierTransforms<TLanes>.Memory(height, width)];
        new RandomStream(5, 0, pixels, RandomPurpose.Images).FillNormal(image);
        fixed (float* from = image, to = planes, work = memory, rows = FourierLine<TLanes>.Roots(width), columns = FourierLine<TLanes>.Roots(height))
            new FourierTransforms<TLanes>(height, width, rows, columns).Forward(from, channels, to, stride, channels, work);

        foreach (int channel in (int[])[0, channels - 1])
        {
            // By columns first: of H W numbers the whole sum at every frequency would take minutes.
            Complex[,] lines = new Complex[height, width];
            for (int j = 0; j < height; j++)
                for (int x = 0; x < width; x++)
                    for (int y = 0; y < height; y++)
                        lines[j, x] += image[(y * width + x) * channels + channel] * Complex.FromPolarCoordinates(1, -2 * Math.PI * j * y / height);
            foreach (FourierFrequency frequency in FourierSpectrum.Frequencies(height, width))
            {
                Complex expected = Complex.Zero;
                for (int x = 0; x < width; x++)
                    expected += lines[frequency.Row, x] * Complex.FromPolarCoordinates(1, -2 * Math.PI * frequency.Column * x / width);
                float real = planes[frequency.Plane * stride + channel];
                Complex found = frequency.IsComplex ? new Complex(real, planes[(frequency.Plane + 1) * stride + channel]) / 2 : real;
                Assert.InRange((found - expected).Magnitude, 0, 2e-6 * Math.Sqrt(pixels));
            }
        }
    }
}
