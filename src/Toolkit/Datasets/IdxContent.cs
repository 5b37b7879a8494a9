namespace MomentsDnns.Datasets;

/// <summary>What a file of the IDX format holds: unsigned bytes with so many dimensions.</summary>
/// <param name="Dimensions">What each dimension counts, the first outermost.</param>
/// <param name="Describe">What sizes state, in words.</param>
/// <param name="Mistaken">Remedy where a file of the other content was found.</param>
internal sealed record IdxContent(
    IReadOnlyList<string> Dimensions, Func<IReadOnlyList<uint>, string> Describe, string Mistaken)
{
    private const uint Magic = 0x00000800;

    /// <summary>Grey images: count, rows, columns.</summary>
    public static IdxContent Images { get; } = new(["images", "rows", "columns"],
        sizes => $"{sizes[0]} images of {sizes[1]} x {sizes[2]}", "this is a file of labels; give the file of images");

    /// <summary>Labels: count.</summary>
    public static IdxContent Labels { get; } = new(["labels"],
        sizes => $"{sizes[0]} labels", "this is a file of images; give the file of labels");

    /// <summary>The first four bytes, big-endian: unsigned bytes, and how many dimensions.</summary>
    public uint MagicNumber => MagicOf(this);

    /// <summary>The magic number of the other content.</summary>
    public uint OtherMagicNumber => MagicOf(this == Images ? Labels : Images);

    /// <summary>Bytes before the content: the magic number and the sizes.</summary>
    public int HeaderLength => 4 + 4 * Dimensions.Count;

    private static uint MagicOf(IdxContent content) => Magic | (uint)content.Dimensions.Count;
}
