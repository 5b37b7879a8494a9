using MomentsDnns.Datasets;
using SkiaSharp;

namespace MomentsDnns.Toolkit.Tests.Datasets;

public sealed class PngFolderReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_Coloured_PlanesAsStored()
    {
        _folder.Write("one.png", Coloured(2, 3, (row, column) => new SKColor((byte)(51 * row), (byte)(51 * column), 255)));
        IImageDataset dataset = DatasetCatalog.Open(_folder.Path, "");
        float[] pixels = new float[18];
        dataset.Read(0, pixels);
        Assert.Equal((1, 3, 2, 3), (dataset.Count, dataset.Channels, dataset.Height, dataset.Width));
        Assert.Equal([0, 0, 0, .2f, .2f, .2f], pixels[..6]);
        Assert.Equal([0, .2f, .4f, 0, .2f, .4f], pixels[6..12]);
        Assert.Equal([1, 1, 1, 1, 1, 1], pixels[12..]);
    }

    [Fact]
    public void Read_Grey_IsOneChannelInOrdinalOrderOfNames()
    {
        _folder.Write("b.png", Grey(1, 2, 20));
        _folder.Write("B.PNG", Grey(1, 2, 10));
        _folder.Write("a10.png", Grey(1, 2, 30));
        _folder.Write("a9.png", Grey(1, 2, 40));
        _folder.Write("notes.txt", [1]);
        IImageDataset dataset = DatasetCatalog.Open(_folder.Path, "");
        float[] pixels = new float[2];
        List<float> values = [];
        for (int i = 0; i < dataset.Count; i++)
        {
            dataset.Read(i, pixels);
            values.Add(MathF.Round(pixels[1] * 255));
        }

        Assert.Equal(1, dataset.Channels);
        Assert.Equal([10f, 30f, 40f, 20f], values);
    }

    // 69 bytes that state 2 GB, and a few that state more than deflate can make of them (1,032 for each).
    [Theory]
    [InlineData(23000, 23000, "expected from 1 to 16777216 pixels, found 23000 x 23000;")]
    [InlineData(4096, 4096, "expected a size that ")]
    public void Open_SizeThatTheFileCannotHold_IsRefused(int width, int height, string expected)
    {
        string path = _folder.Write("0.png", DeepPngTests.Png(width, height, 8, 2, interlaced: false, new byte[100]));
        string message = Message();
        Assert.StartsWith($"{path}, byte 16: {expected}", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_MixedSizes_NamesBothFiles()
    {
        string first = _folder.Write("a.png", Grey(4, 4, 1));
        string second = _folder.Write("b.png", Grey(4, 5, 1));
        string message = Message();
        Assert.StartsWith($"{second}: is 4 x 5 grey, but {first} is 4 x 4 grey;", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_GreyAndColoured_NamesBothFiles()
    {
        string first = _folder.Write("a.png", Grey(4, 4, 1));
        string second = _folder.Write("b.png", Coloured(4, 4, (_, _) => SKColors.Red));
        Assert.StartsWith($"{second}: is 4 x 4 coloured, but {first} is 4 x 4 grey;", Message(), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_Transparent_SaysWhichPixel()
    {
        string path = _folder.Write("a.png", Coloured(2, 2, (row, column) => SKColors.Red.WithAlpha((byte)(row * column == 1 ? 7 : 255))));
        Assert.StartsWith($"{path}: the pixel at row 1, column 1 has opacity 7, every pixel must have 255;", Message(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NoPng_SaysWhatWasFound()
    {
        string path = _folder.Write("a.png", "GIF89a--"u8.ToArray());
        Assert.StartsWith($"{path}, byte 0: expected the PNG signature 89 50 4e 47 0d 0a 1a 0a, found 4749463839612d2d;",
            Message(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(33)]
    [InlineData(60)]
    public void Open_CutOff_NamesTheFile(int length)
    {
        string path = _folder.Write("a.png", Coloured(16, 16, (row, column) => new SKColor((byte)(row * 37), (byte)(column * 91), 3))[..length]);
        Assert.StartsWith(path, Message(), StringComparison.Ordinal);
    }

    private string Message() => Assert.Throws<DatasetException>(() => DatasetCatalog.Open(_folder.Path, "")).Message;

    internal static byte[] Coloured(int height, int width, Func<int, int, SKColor> colour)
    {
        using SKBitmap bitmap = new(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        for (int row = 0; row < height; row++)
            for (int column = 0; column < width; column++) bitmap.SetPixel(column, row, colour(row, column));
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private static byte[] Grey(int height, int width, byte value)
    {
        using SKBitmap bitmap = new(width, height, SKColorType.Gray8, SKAlphaType.Opaque);
        bitmap.Erase(new SKColor(value, value, value));
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}
