using System.Runtime.InteropServices;

namespace MomentsDnns.Limits;

/// <summary>Reads files whole under a bound: what never ends (devices, pipes) is refused before it is opened.</summary>
public static partial class RegularFile
{
    private const int AtWorkingFolder = -100, TypeOfFile = 1, ModeOffset = 28, StatusSize = 256;
    private const int TypeMask = 0xF000, Regular = 0x8000;

    /// <summary>Every byte of a file.</summary>
    /// <param name="path">The file; a link is followed.</param>
    /// <param name="most">The most bytes that it may hold; no more than an array holds.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">
    /// It is a folder, a device or a pipe, or larger than that; one line that says so.
    /// </exception>
    public static byte[] Read(string path, long most)
    {
        most = Math.Min(most, Array.MaxLength);
        using FileStream stream = Open(path);
        RequireLength(path, stream.Length, most);
        byte[] bytes = new byte[stream.Length];
        int read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        // Files of /proc say that they hold nothing, and others may have grown.
        while (read == bytes.Length && stream.ReadByte() is >= 0 and int next)
        {
            RequireLength(path, read + 1L, most);
            Array.Resize(ref bytes, (int)Math.Min(most, Math.Max(4096, 2L * bytes.Length)));
            bytes[read++] = (byte)next;
            read += stream.ReadAtLeast(bytes.AsSpan(read), bytes.Length - read, throwOnEndOfStream: false);
        }

        return read == bytes.Length ? bytes : bytes[..read];
    }

    /// <summary>A file as text: UTF-8, or what its byte order mark says.</summary>
    /// <inheritdoc cref="Read" path="/param"/>
    /// <inheritdoc cref="Read" path="/exception"/>
    public static string ReadText(string path, long most)
    {
        using StreamReader reader = new(new MemoryStream(Read(path, most)));
        return reader.ReadToEnd();
    }

    /// <summary>Opens a file for reading.</summary>
    /// <param name="path">The file; a link is followed.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">It is a folder, a device or a pipe; one line that says so.</exception>
    public static FileStream Open(string path)
    {
        if (Directory.Exists(path)) throw new IOException($"{path}: is a folder; name a file");
        if (!File.Exists(path)) throw new FileNotFoundException($"{path}: there is no such file; name one that exists");
        return IsRegular(path)
            ? File.OpenRead(path)
            : throw new IOException($"{path}: is a device or a pipe, which may never end; name a regular file");
    }

    // Opening a pipe waits for its writer: the type is asked of the name. .NET tells permissions alone.
    private static unsafe bool IsRegular(string path)
    {
        if (!OperatingSystem.IsLinux()) return true;
        byte* status = stackalloc byte[StatusSize];
        try
        {
            return Status(AtWorkingFolder, path, 0, TypeOfFile, status) != 0
                || (*(ushort*)(status + ModeOffset) & TypeMask) == Regular;
        }
        catch (EntryPointNotFoundException)
        {
            return true; // a C library before statx
        }
    }

    private static void RequireLength(string path, long length, long most)
    {
        if (length > most)
        {
            throw new IOException($"{path}: holds more than {most} bytes, the most that is read of such a file; name "
                + "another");
        }
    }

    // struct statx has one layout on every processor; stx_mode lies at byte 28.
    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int Status(int folder, string path, int flags, uint mask, byte* status);
}
