using MomentsDnns.Datasets;
using MomentsDnns.Results;
using SkiaSharp;

namespace MomentsDnns.Toolkit.Tests.Datasets;

public sealed class ImageFolderDatasetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_FindsEveryFolder_FilesFirst_InOrdinalOrder()
    {
        string[] names = ["a.PNG", "b.jpeg", "B/1.png", "a/10.jpg", "a/9.JPG", "a/z/0.webp", "n01/x.JPEG"];
        foreach (string name in names) _folder.Write(name, Photograph(4, 4, (byte)(20 * Array.IndexOf(names, name)), name));
        _folder.Write("a/notes.txt", [1]);
        _folder.Write("a/._9.JPG", [1]);
        _folder.Write(".thumbnails/9.jpg", [1]);
        ImageFolderDataset images = ImageFolderDataset.Open(_folder.Path, 1, 1, 1);

        Assert.Equal((7, Path.GetFileName(_folder.Path)), (images.Count, images.Name));
        Assert.Equal([0, 20, 40, 60, 80, 100, 120], Enumerable.Range(0, 7).Select(i => Math.Round(Read(images, i)[0] * 255)), (a, b) => Math.Abs(a - b) <= 2);
    }

    // Each is cut to the largest part of the input's proportions: of 24 x 8 with its thirds black, white, black the
    // middle; of 8 x 24 the same.
    [Fact]
    public void Read_OfOtherSizes_TakesTheMiddle()
    {
        _folder.Write("tall.png", PngFolderReaderTests.Coloured(24, 8, (row, _) => row / 8 == 1 ? SKColors.White : SKColors.Black));
        _folder.Write("wide.png", PngFolderReaderTests.Coloured(8, 24, (_, column) => column / 8 == 1 ? SKColors.White : SKColors.Black));
        ImageFolderDataset images = ImageFolderDataset.Open(_folder.Path, 3, 8, 8);
        for (int i = 0; i < 2; i++) Assert.All(Read(images, i), value => Assert.Equal(1, value, 1e-6));
        ImageFolderDataset wide = ImageFolderDataset.Open(_folder.Path, 3, 4, 12);
        Assert.Equal(0, Read(wide, 1)[0], 1e-6);
        Assert.Equal(1, Read(wide, 1)[6], 1e-6);
    }

    [Theory]
    [InlineData("a.png", 0)]
    [InlineData("a.webp", 6)]
    [InlineData("a.jpg", 6)]
    [InlineData("jpeg.png", 6)] // the content counts, as of some of ImageNet's
    public void Read_IsWhatTheFileHolds(string name, int levels)
    {
        SKColor Colour(int row, int column) => new((byte)(40 + (4 * row)), (byte)(200 - (3 * column)), (byte)(90 + row + column));
        _folder.Write(name, Encoded(PngFolderReaderTests.Coloured(16, 24, Colour), name.Contains("jpeg", StringComparison.Ordinal) ? ".jpg" : Path.GetExtension(name)));
        float[] pixels = Read(ImageFolderDataset.Open(_folder.Path, 3, 16, 24), 0);
        for (int i = 0; i < pixels.Length; i++)
        {
            SKColor colour = Colour(i / 24 % 16, i % 24);
            Assert.Equal(new[] { colour.Red, colour.Green, colour.Blue }[i / (16 * 24)], pixels[i] * 255, levels + 1e-3);
        }
    }

    [Fact]
    public void Read_OfGreyAndColoured_GivesTheChannelsWanted()
    {
        using (SKBitmap grey = new(4, 4, SKColorType.Gray8, SKAlphaType.Opaque))
        {
            grey.Erase(new SKColor(51, 51, 51));
            foreach (string name in (string[])["grey.jpg", "grey.png"]) _folder.Write(name, Encoded(grey, Path.GetExtension(name)));
        }

        _folder.Write("green.png", PngFolderReaderTests.Coloured(4, 4, (_, _) => new SKColor(0, 255, 0)));
        ImageFolderDataset three = ImageFolderDataset.Open(_folder.Path, 3, 4, 4), one = ImageFolderDataset.Open(_folder.Path, 1, 4, 4);
        Assert.Equal(0.587f, Read(one, 0)[3], 1e-6);
        foreach (int index in (int[])[1, 2])
        {
            Assert.All(Read(three, index), value => Assert.Equal(0.2, value, 1e-2));
            Assert.All(Read(one, index), value => Assert.Equal(0.2, value, 1e-2));
        }

        Assert.Contains("the network takes 4; take other images", Assert.Throws<DatasetException>(() => ImageFolderDataset.Open(_folder.Path, 4, 4, 4)).Message, StringComparison.Ordinal);
    }

    // A camera's note that the image lies on its side: TIFF's tag 0x0112 with the value 6 in a segment APP1.
    [Fact]
    public void Read_DoesNotTurn()
    {
        byte[] plain = Encoded(PngFolderReaderTests.Coloured(16, 16, (row, _) => row < 8 ? SKColors.White : SKColors.Black), ".jpg");
        byte[] note = [0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, .. "MM\0*\0\0\0\u0008"u8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];
        _folder.Write("a.jpg", [.. plain[..2], .. note, .. plain[2..]]);
        float[] pixels = Read(ImageFolderDataset.Open(_folder.Path, 1, 16, 16), 0);
        Assert.True(pixels[(2 * 16) + 13] > 0.9 && pixels[(13 * 16) + 2] < 0.1);
    }

    [Fact]
    public void Fingerprint_IsOfBytes_NeitherOfNamesNorOfTheSize()
    {
        _folder.Write("a/1.png", Photograph(4, 4, 10, ".png"));
        string changed = _folder.Write("b.jpg", Photograph(4, 5, 20, ".jpg"));
        string before = Fingerprint(3);
        Assert.StartsWith("image-files:2:", before, StringComparison.Ordinal);
        Assert.True(new ProbedSource { DatasetFingerprint = before }.IsOfImageFolder);
        Assert.Equal(before, Fingerprint(1));
        File.Move(changed, _folder["c.jpg"]);
        Assert.Equal(before, Fingerprint(3));
        byte[] bytes = File.ReadAllBytes(_folder["c.jpg"]);
        bytes[^3] ^= 1;
        _folder.Write("c.jpg", bytes);
        Assert.NotEqual(before, Fingerprint(3));
    }

    // Three files of 1 GiB that take no room on the disk.
    [Fact]
    public void Fingerprint_OfMoreThanIsReadAtOnce_IsOfNamesAndLengths()
    {
        for (int i = 0; i < 3; i++)
        {
            using FileStream file = File.Create(_folder[$"{i}.jpg"]);
            file.SetLength(1L << 30);
        }

        string before = Fingerprint(3);
        Assert.StartsWith("image-names:3:", before, StringComparison.Ordinal);
        Assert.True(new ProbedSource { DatasetFingerprint = before }.IsOfImageFolder);
        File.Move(_folder["2.jpg"], _folder["3.jpg"]);
        Assert.NotEqual(before, Fingerprint(3));
    }

    [Theory]
    [InlineData(".jpg")]
    [InlineData(".png")]
    [InlineData(".webp")]
    public void Read_OfADamagedFile_IsOneLineThatNamesIt(string ending)
    {
        byte[] whole = Encoded(PngFolderReaderTests.Coloured(64, 64, (row, column) => new SKColor((byte)(row * 37), (byte)(column * 91), (byte)(row * column))), ending);
        float[] pixels = new float[3 * 64];
        foreach (int length in (int[])[0, 3, 20, whole.Length / 2, whole.Length * 3 / 4])
        {
            string path = _folder.Write("class/a" + ending, whole[..length]);
            ImageFolderDataset images = ImageFolderDataset.Open(_folder.Path, 3, 8, 8);
            string message = Assert.Throws<DatasetException>(() => images.Read(0, pixels.AsSpan(0, 192))).Message;
            Assert.StartsWith(path, message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', message);
        }
    }

    [Fact]
    public void Read_OfSomethingElse_IsOneLine()
    {
        string path = _folder.Write("a.jpg", "GIF89a--"u8.ToArray());
        ImageFolderDataset images = ImageFolderDataset.Open(_folder.Path, 3, 8, 8);
        Assert.StartsWith($"{path}: expected a PNG, JPEG or WebP image, found 8 bytes", Assert.Throws<DatasetException>(() => Read(images, 0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OfNoImages_IsOneLine()
    {
        Assert.Contains("there is no such folder", Assert.Throws<DatasetException>(() => ImageFolderDataset.Open(_folder["none"], 3, 8, 8)).Message, StringComparison.Ordinal);
        _folder.Write("a/b.gif", [1]);
        Assert.Contains("holds a file that ends in .png, .jpg, .jpeg, .webp;", Assert.Throws<DatasetException>(() => ImageFolderDataset.Open(_folder.Path, 3, 8, 8)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_FollowsLinks_ButNotUpwards()
    {
        _folder.Write("photographs/a.png", Photograph(2, 2, 9, ".png"));
        Directory.CreateDirectory(_folder["set"]);
        Directory.CreateSymbolicLink(_folder["set/class"], _folder["photographs"]);
        Assert.Equal(1, ImageFolderDataset.Open(_folder["set"], 3, 2, 2).Count);
        Directory.CreateSymbolicLink(_folder["photographs/again"], _folder["set"]);
        Assert.Contains("its images have no end", Assert.Throws<DatasetException>(() => ImageFolderDataset.Open(_folder["set"], 3, 2, 2)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OfALinkToNothing_NamesIt()
    {
        File.CreateSymbolicLink(_folder["a.jpg"], _folder["gone.jpg"]);
        Assert.Contains("a.jpg", Assert.Throws<DatasetException>(() => ImageFolderDataset.Open(_folder.Path, 3, 2, 2)).Message, StringComparison.Ordinal);
    }

    private string Fingerprint(int channels) => ImageFolderDataset.Open(_folder.Path, channels, 2 + channels, 2).Fingerprint;

    private static float[] Read(IImageDataset images, int index)
    {
        float[] pixels = new float[images.Channels * images.Height * images.Width];
        images.Read(index, pixels);
        return pixels;
    }

    private static byte[] Photograph(int height, int width, byte value, string name) =>
        Encoded(PngFolderReaderTests.Coloured(height, width, (_, _) => new SKColor(value, value, value)), Path.GetExtension(name));

    private static byte[] Encoded(byte[] png, string ending)
    {
        using SKBitmap bitmap = SKBitmap.Decode(png);
        return Encoded(bitmap, ending);
    }

    private static byte[] Encoded(SKBitmap bitmap, string ending)
    {
        SKEncodedImageFormat format = ending.ToLowerInvariant() switch
        {
            ".png" => SKEncodedImageFormat.Png,
            ".webp" => SKEncodedImageFormat.Webp,
            _ => SKEncodedImageFormat.Jpeg,
        };
        using SKData data = bitmap.Encode(format, 100);
        return data.ToArray();
    }
}
