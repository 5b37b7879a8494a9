using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace MomentsDnns.Datasets;

/// <summary>
/// Photographs of any sizes in a folder and the folders in it, PNG, JPEG or WebP, each decoded as it is read: cut to
/// the largest part of the wanted proportions about the centre and resized without aliasing. In memory are their
/// names alone.
/// </summary>
/// <remarks>Immutable, safe for any number of threads.</remarks>
public sealed class ImageFolderDataset : IImageDataset
{
    /// <summary>What the fingerprint begins with where it is of the files' bytes.</summary>
    internal const string OfBytes = "image-files";

    /// <summary>What it begins with where it is of their names and lengths.</summary>
    internal const string OfNames = "image-names";

    // To read more than that before the first batch would take longer than most probes.
    private const long MostBytes = 1L << 31;

    private readonly string _directory;
    private readonly IReadOnlyList<string> _files;

    private ImageFolderDataset(string directory, IReadOnlyList<string> files,
        (int Channels, int Height, int Width) size, string fingerprint)
    {
        (_directory, _files, Fingerprint) = (directory, files, fingerprint);
        (Channels, Height, Width) = size;
        Name = DatasetCatalog.NameOfFolder(directory);
    }

    /// <summary>The folder's own name, whatever the path to it.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public int Count => _files.Count;

    /// <inheritdoc/>
    public int Channels { get; }

    /// <inheritdoc/>
    public int Height { get; }

    /// <inheritdoc/>
    public int Width { get; }

    /// <summary>
    /// <c>image-files:count:hash</c>, the hash (XXH3, 64 bits) being that of every file's length and bytes in order; of
    /// more than 2 GiB of files <c>image-names:count:hash</c>, of paths within the folder and lengths. The size asked
    /// for does not enter.
    /// </summary>
    public string Fingerprint { get; }

    /// <summary>Finds the images of a folder, in ordinal order of paths: files first, then folders.</summary>
    /// <param name="directory">The folder; what begins with a dot in it is left out, links are followed.</param>
    /// <param name="channels">3, or 1 for brightness; grey photographs are repeated.</param>
    /// <param name="height">Rows wanted, 1 or more.</param>
    /// <param name="width">Columns wanted, 1 or more.</param>
    /// <exception cref="DatasetException">
    /// There is no such folder, no image in it, or a file cannot be read; or the channels are others.
    /// </exception>
    public static ImageFolderDataset Open(string directory, int channels, int height, int width)
    {
        if (!ImageFit.CanFit(3, channels))
        {
            throw NoSuch(directory, $"photographs have 3 channels or are made 1, the network takes {channels}; take "
                + "other images");
        }

        if (!Directory.Exists(directory))
            throw NoSuch(directory, "there is no such folder; name one that holds images");
        IReadOnlyList<string> files = ImageFileSearch.In(directory);
        return files.Count > 0
            ? new(directory, files, (channels, height, width), FingerprintOf(directory, files))
            : throw NoSuch(directory, "neither it nor a folder in it holds a file that ends in "
                + $"{string.Join(", ", PhotographFile.Endings)}; name a folder that does");
    }

    /// <summary>
    /// The same with labels: an image's class is the folder in it that leads to the image. Where these are
    /// <c>train</c> and <c>test</c>, <c>val</c> or <c>validation</c>, it is the folder in those, and images outside
    /// <c>train</c> are the dataset's test images.
    /// </summary>
    /// <inheritdoc cref="Open" path="/param"/>
    /// <exception cref="DatasetException">
    /// As in <see cref="Open"/>, or an image lies in no class's folder, or all lie in one.
    /// </exception>
    public static ILabelledDataset OpenLabelled(string directory, int channels, int height, int width)
    {
        ImageFolderDataset images = Open(directory, channels, height, width);
        return FolderLabels.Of(images, directory, images._files);
    }

    /// <inheritdoc/>
    /// <exception cref="DatasetException">The file is damaged, or no image; one line that names it.</exception>
    public void Read(int index, Span<float> pixels)
    {
        ImageAccess.Check(this, index, pixels.Length);
        ((int Channels, int Height, int Width) size, byte[] bytes) =
            PhotographFile.Read(Path.Join(_directory, _files[index]));
        new ImageFit(size, (Channels, Height, Width)).Fit((channel, row, values) =>
        {
            ReadOnlySpan<byte> source = bytes.AsSpan(((channel * size.Height) + row) * size.Width, size.Width);
            for (int i = 0; i < values.Length; i++) values[i] = source[i] / 255f;
        }, pixels);
    }

    private static DatasetException NoSuch(string directory, string what) =>
        new($"--images {directory}: {what}") { IsOfName = true };

    private static string FingerprintOf(string directory, IReadOnlyList<string> files)
    {
        XxHash3 hash = new();
        Span<byte> number = stackalloc byte[8];
        long[] lengths = [.. files.Select(file => FileSearch.Length(Path.Join(directory, file)))];
        bool ofNames = lengths.Sum() > MostBytes;
        for (int i = 0; i < files.Count; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(number, lengths[i]);
            hash.Append(number);
            if (ofNames)
                hash.Append(Encoding.UTF8.GetBytes(files[i].Replace('\\', '/')));
            else
            {
                using FileStream file = FileSearch.Open(Path.Join(directory, files[i]));
                hash.Append(file);
            }
        }

        string digits = Convert.ToHexStringLower(hash.GetCurrentHash());
        return $"{(ofNames ? OfNames : OfBytes)}:{files.Count}:{digits}";
    }
}
