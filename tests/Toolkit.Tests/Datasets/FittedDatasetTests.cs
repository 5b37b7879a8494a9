using MomentsDnns.Datasets;

namespace MomentsDnns.Toolkit.Tests.Datasets;

public sealed class FittedDatasetTests
{
    [Fact]
    public void Read_OfTheSameSize_IsTheImage()
    {
        Gradient images = new(3, 6, 6);
        Assert.Equal(Read(images, 1), Read(new FittedDataset(images, 3, 6, 6), 1));
    }

    // A linear image stays linear, between the centres of its outermost pixels.
    [Theory]
    [InlineData(8, 16)]
    [InlineData(8, 4)]
    [InlineData(12, 5)]
    public void Read_OfALinearImage_IsLinear(int from, int to)
    {
        float[] pixels = Read(new FittedDataset(new Gradient(1, from, from), 1, to, to), 0);
        double step = from / (double)to;
        for (int row = 0; row < to; row++)
        {
            double place = ((row + 0.5) * step) - 0.5;
            if (place < step || place > from - 1 - step) continue;
            // Weights at broken steps are not quite symmetric about the place.
            Assert.Equal(place / from, pixels[row * to], from % to == 0 || to % from == 0 ? 1e-6 : 1e-3);
        }
    }

    [Fact]
    public void Read_OfAWideImage_TakesItsMiddle()
    {
        // Brightness grows along columns: the middle third of 12 columns has its mean, the corner pixels too little.
        float[] pixels = Read(new FittedDataset(new Gradient(1, 4, 12, alongColumns: true), 1, 4, 4), 0);
        Assert.Equal(4.0 / 12, pixels[0], 1e-6);
        Assert.Equal(7.0 / 12, pixels[3], 1e-6);
    }

    [Fact]
    public void Read_OfOtherChannels_RepeatsGreyAndTakesBrightness()
    {
        float[] grey = Read(new Gradient(1, 4, 4), 0), coloured = Read(new FittedDataset(new Gradient(1, 4, 4), 3, 4, 4), 0);
        Assert.Equal([.. grey, .. grey, .. grey], coloured);
        float[] colours = Read(new Gradient(3, 4, 4), 0), brightness = Read(new FittedDataset(new Gradient(3, 4, 4), 1, 4, 4), 0);
        Assert.Equal((0.299 * colours[5]) + (0.587 * colours[21]) + (0.114 * colours[37]), brightness[5], 1e-6);
        Assert.Contains("its images have 3 channels, the network takes 4", Assert.Throws<DatasetException>(() => new FittedDataset(new Gradient(3, 4, 4), 4, 4, 4)).Message, StringComparison.Ordinal);
    }

    private static float[] Read(IImageDataset dataset, int index)
    {
        float[] pixels = new float[dataset.Channels * dataset.Height * dataset.Width];
        dataset.Read(index, pixels);
        return pixels;
    }

    private sealed class Gradient(int channels, int height, int width, bool alongColumns = false) : IImageDataset
    {
        public string Name => "gradient";

        public int Count => 2;

        public int Channels => channels;

        public int Height => height;

        public int Width => width;

        public string Fingerprint => "gradient";

        public void Read(int index, Span<float> pixels)
        {
            for (int i = 0; i < pixels.Length; i++)
            {
                int place = alongColumns ? i % width : i / width % height;
                pixels[i] = (place / (float)(alongColumns ? width : height)) + (i / (height * width) * 0.01f);
            }
        }
    }
}
