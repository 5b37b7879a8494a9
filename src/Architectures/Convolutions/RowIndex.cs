using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Convolutions;

/// <summary>Row indices of one image, repeated for a batch, as a tensor that outlives dispose scopes.</summary>
internal static class RowIndex
{
    /// <summary>
    /// <c>[count * rows]</c>, int64: entry (n, j) is <paramref name="rowsOfImage"/>[j] + n *
    /// <paramref name="rowsPerImage"/>.
    /// </summary>
    public static Tensor Create(int[] rowsOfImage, int count, int rowsPerImage, Device device)
    {
        long[] index = new long[(long)count * rowsOfImage.Length];
        long next = 0;
        for (int n = 0; n < count; n++)
        {
            foreach (int row in rowsOfImage) index[next++] = row + (long)n * rowsPerImage;
        }

        return tensor(index, dtype: int64, device: device).DetachFromDisposeScope();
    }
}
