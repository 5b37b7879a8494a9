using System.Runtime.InteropServices;
using MomentsDnns.Results.Sharing;

namespace MomentsDnns.Results.Storage;

/// <summary>What the system knows of a path, and what .NET does not ask it.</summary>
internal static partial class FileSystemEntry
{
    private const int CurrentFolderOfMac = -2; // AT_FDCWD
    private const int CurrentFolder = -100, WithMode = 1, ModeOffset = 28, StructureSize = 256, WriteAccess = 2;
    private const int TypeMask = 0xF000, Folder = 0x4000, OrdinaryFile = 0x8000;

    /// <summary>What stands there; links are followed.</summary>
    /// <remarks>
    /// Linux: <c>statx(2)</c>, whose structure is the same on every processor. Elsewhere files and folders alone are
    /// told apart, and the names of Windows's devices known.
    /// </remarks>
    public static EntryKind KindOf(string path)
    {
        if (OperatingSystem.IsLinux())
        {
            try
            {
                byte[] state = new byte[StructureSize];
                if (State(CurrentFolder, path, 0, WithMode, state) != 0) return EntryKind.None;
                return (BitConverter.ToUInt16(state, ModeOffset) & TypeMask) switch
                {
                    Folder => EntryKind.Folder,
                    OrdinaryFile => EntryKind.File,
                    _ => EntryKind.Special,
                };
            }
            catch (EntryPointNotFoundException)
            {
                // A C library older than the call.
            }
        }

        if (OperatingSystem.IsWindows() && path.StartsWith(@"\\.\", StringComparison.Ordinal)) return EntryKind.Special;
        return Directory.Exists(path) ? EntryKind.Folder : File.Exists(path) ? EntryKind.File : EntryKind.None;
    }

    /// <summary>
    /// Whether this user may write a file or make entries in a folder; true where the system cannot be asked.
    /// </summary>
    public static bool IsWritable(string path) => OperatingSystem.IsWindows() || Access(path, WriteAccess) == 0;

    /// <summary>
    /// Flushes a folder's entries to the disk, so that a power cut does not undo a rename in it. Does nothing where the
    /// system or the file system has no such thing.
    /// </summary>
    public static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        int descriptor = Open(folder, 0); // O_RDONLY
        if (descriptor < 0) return;
        _ = Flush(descriptor);
        _ = Close(descriptor);
    }

    /// <summary>
    /// Renews the time of a file, by the clock of its file system where the system offers that. Does nothing where the
    /// file is not there.
    /// </summary>
    public static void Touch(string path)
    {
        if (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS())
        {
            _ = SetTimes(OperatingSystem.IsLinux() ? CurrentFolder : CurrentFolderOfMac, path, 0, 0);
            return;
        }

        try
        {
            File.SetLastWriteTimeUtc(path, WallClock.Now);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            // Not there any more.
        }
    }

    // No times: now, by the file system's clock.
    [LibraryImport("libc", EntryPoint = "utimensat", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetTimes(int folder, string path, nint times, int flags);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int State(int folder, string path, int flags, uint wanted, [Out] byte[] state);

    [LibraryImport("libc", EntryPoint = "access", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Access(string path, int mode);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Flush(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
