using System.Globalization;
using System.Text;

namespace MomentsDnns.Plotting;

/// <summary>
/// A word in a figure's file that tells from which run it was drawn, so that no other run's figure takes its place
/// unnoticed.
/// </summary>
public static class FigureOrigin
{
    /// <summary>
    /// The word of a run's folder: <c>moments-run-</c> and 16 hexadecimal digits, FNV-1a of the folder's full path.
    /// </summary>
    /// <param name="folder">
    /// The folder; the same one by another path that leads there without links has the same word.
    /// </param>
    public static string OfRun(string folder)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (byte b in Encoding.UTF8.GetBytes(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))))
            hash = (hash ^ b) * 0x100000001B3;
        return "moments-run-" + hash.ToString("x16", CultureInfo.InvariantCulture);
    }

    /// <summary>Whether a file holds the word, whatever its format.</summary>
    /// <param name="path">The file.</param>
    /// <param name="origin">The word.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static bool IsIn(string path, string origin)
    {
        byte[] word = Encoding.ASCII.GetBytes(origin), buffer = new byte[1 << 16];
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        // The end of what was read before stays in front: a word may lie across.
        for (int kept = 0, read; (read = file.Read(buffer, kept, buffer.Length - kept)) > 0;)
        {
            ReadOnlySpan<byte> seen = buffer.AsSpan(0, kept + read);
            if (seen.IndexOf(word) >= 0) return true;
            kept = Math.Min(word.Length - 1, seen.Length);
            seen[^kept..].CopyTo(buffer);
        }

        return false;
    }
}
