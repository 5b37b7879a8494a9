using MomentsDnns.Limits;

namespace MomentsDnns.Datasets;

/// <summary>
/// The budget of images in memory: half of what the process can get, so that a net has room beside them. A file that
/// declares more, truly or not, is refused before its memory is taken.
/// </summary>
internal static class ImageMemory
{
    /// <summary>
    /// deflate makes of one byte 1,032 at most (258 bytes of two bits): a file that declares more is damaged.
    /// </summary>
    public const long LargestExpansion = 1032;

    /// <summary>Refuses what has no room.</summary>
    /// <param name="path">The file whose images ask for it.</param>
    /// <param name="bytes">Bytes of memory still to be taken.</param>
    /// <exception cref="DatasetException">They exceed the budget.</exception>
    public static void Require(string path, decimal bytes)
    {
        if (bytes < 1 << 24) return; // not worth a look at the machine
        MemoryLimit limit = MemoryLimit.Now();
        if (bytes <= limit.Bytes / 2) return;
        throw new DatasetException($"{path}: its images need {MemoryLimit.Text((double)bytes)} of memory, half of the "
            + $"{MemoryLimit.Text(limit.Bytes)} that {limit.Holder} has left may go to images; take fewer or smaller "
            + "ones");
    }
}
