using System.Globalization;
using MomentsDnns.Limits;

namespace MomentsDnns.Models.Onnx.Format;

/// <summary>Where the numbers of a tensor stand in a file beside the model's.</summary>
internal sealed class ExternalBytes
{
    private readonly string _file;
    private readonly long _offset;
    private readonly int _length;

    private ExternalBytes(string file, long offset, int length) => (_file, _offset, _length) = (file, offset, length);

    /// <summary>Finds and checks the place: a regular file in the model's folder, long enough.</summary>
    /// <param name="proto">The tensor.</param>
    /// <param name="what">What to call it in faults.</param>
    /// <param name="path">The model's file.</param>
    /// <param name="length">The bytes that its sizes ask for.</param>
    /// <exception cref="InvalidDataException">One line that says what is wrong.</exception>
    public static ExternalBytes Locate(TensorProto proto, string what, string path, long length)
    {
        string location = Entry("location") ?? throw Fault("names no file", "export the network again");
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        string file = location.Contains('\0') ? "" : Path.GetFullPath(Path.Combine(folder, location));
        if (!IsWithin(folder, file)) throw Fault($"lies in '{location}', outside the model's folder", "move it there");
        if (!File.Exists(file)) throw Fault($"lies in '{location}', which is missing", "put it beside the model");
        // A link may lead out of the folder though its name does not.
        string target = File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? file;
        string realFolder = Directory.ResolveLinkTarget(folder, returnFinalTarget: true)?.FullName ?? folder;
        if (!IsWithin(folder, target) && !IsWithin(realFolder, target))
            throw Fault($"lies in '{location}', a link that leads outside the model's folder", "copy the file there");

        long offset = Number("offset", 0), stated = Number("length", length);
        if (stated != length)
            throw Fault($"has {stated} bytes, its sizes ask for {length}", "export the network again");
        if (length > Array.MaxLength)
            throw Fault($"has more than {Array.MaxLength} bytes", "export it in smaller parts");
        try
        {
            using FileStream stream = RegularFile.Open(file);
            if (offset > stream.Length - length)
                throw Fault($"ends beyond the end of '{location}'", "copy the file again, or export the network again");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Fault($"lies in '{location}', which cannot be read ({e.Message})", "make it readable");
        }

        return new ExternalBytes(file, offset, (int)length);

        string? Entry(string key) => proto.ExternalData.LastOrDefault(entry => entry.Key == key)?.Value;

        long Number(string key, long otherwise)
        {
            if (Entry(key) is not { } text) return otherwise;
            return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
                ? number
                : throw Fault($"has the {key} '{text}', which is no number of bytes", "export the network again");
        }

        InvalidDataException Fault(string why, string remedy) => OnnxFault.Of(path, $"{what} {why}", remedy);
    }

    /// <summary>The bytes.</summary>
    /// <exception cref="IOException">The file has gone or become shorter since it was looked at.</exception>
    public byte[] Read()
    {
        using FileStream stream = RegularFile.Open(_file);
        if (_offset > stream.Length - _length)
            throw new IOException($"{_file}: has become shorter since the model was loaded; load it again");
        byte[] bytes = new byte[_length];
        stream.Position = _offset;
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static bool IsWithin(string folder, string file) =>
        file.StartsWith(Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar,
            StringComparison.Ordinal);
}
