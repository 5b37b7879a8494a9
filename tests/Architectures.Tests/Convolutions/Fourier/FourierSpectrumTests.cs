using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Architectures.Convolutions.Fourier;

namespace MomentsDnns.Architectures.Tests.Convolutions.Fourier;

public sealed class FourierSpectrumTests
{
    public static TheoryData<int, int> Sides => new() { { 2, 2 }, { 2, 8 }, { 4, 2 }, { 4, 4 }, { 8, 16 }, { 16, 16 } };

    [Theory]
    [MemberData(nameof(Sides))]
    public void Frequencies_OwnEveryPlaneOnce(int height, int width)
    {
        IEnumerable<int> planes = FourierSpectrum.Frequencies(height, width)
            .SelectMany(f => f.IsComplex ? new[] { f.Plane, f.Plane + 1 } : [f.Plane]);

        Assert.Equal(Enumerable.Range(0, height * width), planes.Order());
    }

    [Theory]
    [MemberData(nameof(Sides))]
    public void Frequencies_WithTheirConjugates_AreAllOnce(int height, int width)
    {
        List<(int, int)> all = [];
        foreach (FourierFrequency frequency in FourierSpectrum.Frequencies(height, width))
        {
            all.Add((frequency.Row, frequency.Column));
            (int, int) conjugate = ((height - frequency.Row) % height, (width - frequency.Column) % width);
            Assert.Equal(frequency.IsComplex, conjugate != (frequency.Row, frequency.Column)); // its own conjugate is real
            if (frequency.IsComplex) all.Add(conjugate);
        }

        Assert.Equal(Enumerable.Range(0, height).SelectMany(j => Enumerable.Range(0, width).Select(k => (j, k))), all.Order());
    }

    [Theory]
    [InlineData(16, 16, true)]
    [InlineData(2, 64, true)]
    [InlineData(1, 16, false)]
    [InlineData(16, 12, false)]
    [InlineData(28, 28, false)]
    [InlineData(16, 512, false)]
    public void Fits_PowersOfTwoFrom2To256(int height, int width, bool expected) =>
        Assert.Equal(expected, FourierSpectrum.Fits(height, width));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Taps_PairedOrCentre_AreAllOnce(int kernelSize)
    {
        FourierTaps taps = new(new ConvolutionShape { KernelSize = kernelSize, InputChannels = 1, OutputChannels = 1, Height = 8, Width = 8 });

        IEnumerable<int> all = taps.Pairs.SelectMany(p => p.Opposite is int opposite ? new[] { p.Tap, opposite } : [p.Tap]).Append(taps.Centre);

        Assert.Equal(Enumerable.Range(0, kernelSize * kernelSize), all.Order());
        Assert.Equal(kernelSize % 2 == 1 ? 0 : 2 * kernelSize - 1, taps.Pairs.Count(p => p.Opposite is null));
    }
}
