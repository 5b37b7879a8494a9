using MomentsDnns.Datasets;

namespace MomentsDnns.Toolkit.Tests.Datasets;

/// <summary>Images that a function makes: (image, channel, row, column) to value.</summary>
internal sealed class MadeDataset(int count, int channels, int height, int width, Func<int, int, int, int, double> value)
    : IImageDataset
{
    public string Name => "made";

    public int Count => count;

    public int Channels => channels;

    public int Height => height;

    public int Width => width;

    public string Fingerprint => "made";

    public void Read(int index, Span<float> pixels)
    {
        int i = 0;
        for (int c = 0; c < channels; c++)
            for (int row = 0; row < height; row++)
                for (int column = 0; column < width; column++) pixels[i++] = (float)value(index, c, row, column);
    }
}
