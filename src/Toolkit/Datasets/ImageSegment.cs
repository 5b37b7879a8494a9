namespace MomentsDnns.Datasets;

/// <summary>Images at equal distances in one array of bytes: one file's worth.</summary>
/// <param name="Bytes">The array; image i starts at Offset + i * Stride.</param>
/// <param name="Offset">Where the first image starts.</param>
/// <param name="Stride">Bytes from one image to the next.</param>
/// <param name="Count">How many images.</param>
internal sealed record ImageSegment(byte[] Bytes, int Offset, int Stride, int Count);
