using MomentsDnns.Limits;

namespace MomentsDnns.Results.Exchange;

/// <summary>NumPy's <c>.npy</c>: one array.</summary>
public static class NpyFile
{
    /// <summary>The most bytes of a file.</summary>
    public const long Largest = 1L << 30;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, named in errors.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <exception cref="InvalidDataException">It is no such file, or damaged; one line.</exception>
    /// <exception cref="IOException">It cannot be read, or is larger than <see cref="Largest"/>; one line.</exception>
    public static NpyArray Read(string path, out byte[] bytes)
    {
        bytes = RegularFile.Read(path, Largest);
        try
        {
            return NpyFormat.Read(bytes);
        }
        catch (Exception cause) when (cause is InvalidDataException or EndOfStreamException)
        {
            throw new InvalidDataException($"{path}: {cause.Message}", cause);
        }
    }
}
