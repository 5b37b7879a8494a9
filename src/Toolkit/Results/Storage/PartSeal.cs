using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.RegularExpressions;

namespace MomentsDnns.Results.Storage;

/// <summary>
/// What a Parquet file of this toolkit says of itself, as JSON in the entry <c>moments</c> of its key-value metadata:
/// <c>{"experiment":"..","first":12,"last":12,"checksum":".."}</c>. The checksum is XXH3 (128 bits, hexadecimal) of the
/// whole file with the checksum's own 32 digits taken as zeros, so that no byte is without cover.
/// </summary>
/// <param name="Experiment">
/// The <see cref="ExperimentFingerprint"/> of the run; null in exports, which leave it out.
/// </param>
/// <param name="First">The first simulation that the file holds.</param>
/// <param name="Last">The last one.</param>
internal sealed partial record PartSeal(string? Experiment, int First, int Last)
{
    /// <summary>The entry's key.</summary>
    public const string Key = "moments";

    private const string Zeros = "00000000000000000000000000000000", ChecksumName = "\"checksum\":\"";

    /// <summary>The entry of a file whose checksum is not known yet: zeros stand in its place.</summary>
    public string Open => string.Create(CultureInfo.InvariantCulture,
        $"{{{(Experiment is null ? "" : $"\"experiment\":\"{Experiment}\",")}\"first\":{First},"
            + $"\"last\":{Last},{ChecksumName}{Zeros}\"}}");

    /// <summary>Puts the checksum of a file with an open entry in its place.</summary>
    /// <param name="file">The whole file.</param>
    public static void Close(Span<byte> file)
    {
        (_, int at) = Find(file) ?? throw new InvalidOperationException("the file has no entry for its checksum");
        Encoding.ASCII.GetBytes(Checksum(file, at), file[at..]);
    }

    /// <summary>Reads a file's entry and holds the file to its checksum.</summary>
    /// <param name="file">The whole file.</param>
    /// <returns>The entry; null where there is none, as in files of earlier versions.</returns>
    /// <exception cref="InvalidDataException">The file is not what the checksum was made of.</exception>
    public static PartSeal? Read(ReadOnlySpan<byte> file)
    {
        if (Find(file) is not (PartSeal seal, int at)) return null;
        return file.Slice(at, Zeros.Length).SequenceEqual(Encoding.ASCII.GetBytes(Checksum(file, at)))
            ? seal
            : throw new InvalidDataException("its content does not match its checksum");
    }

    // The entry stands in plain letters in the footer, which is the file's end.
    private static (PartSeal Seal, int ChecksumAt)? Find(ReadOnlySpan<byte> file)
    {
        int name = file.LastIndexOf(Encoding.ASCII.GetBytes(ChecksumName));
        if (name < 0) return null;
        const int longest = 86; // of what can stand before the name: a fingerprint and two indices of ten digits
        int start = Math.Max(0, name - longest),
        length = Math.Min(file.Length - start, name - start + ChecksumName.Length + Zeros.Length + 2);
        Match match = Entry().Match(Encoding.Latin1.GetString(file.Slice(start, length)));
        if (!match.Success || !TryIndex(match.Groups[2].Value, out int first)
            || !TryIndex(match.Groups[3].Value, out int last))
        {
            return null;
        }
        return (new(match.Groups[1].Success ? match.Groups[1].Value : null, first, last), start
            + match.Groups[4].Index);
    }

    private static string Checksum(ReadOnlySpan<byte> file, int at)
    {
        XxHash128 hash = new();
        hash.Append(file[..at]);
        hash.Append(Encoding.ASCII.GetBytes(Zeros));
        hash.Append(file[(at + Zeros.Length)..]);
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    private static bool TryIndex(string text, out int index) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out index);

    [GeneratedRegex("""\{(?:"experiment":"([0-9a-f]{32})",)?"first":(\d+),"last":(\d+)"""
        + ""","checksum":"([0-9a-f]{32})"\}\z""", RegexOptions.CultureInvariant)]
    private static partial Regex Entry();
}
