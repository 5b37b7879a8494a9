using System.Runtime.InteropServices;

namespace MomentsDnns.Architectures.Numerics;

/// <summary>
/// Settings of the C runtime that libtorch's speed depends on. To be called once, before the first tensor.
/// </summary>
public static partial class NativeRuntime
{
    private const int TrimThreshold = -1, TopPad = -2, MmapMaximum = -4;

    /// <summary>
    /// Keeps large blocks in the heap (glibc maps and page-faults every tensor over 32 MB anew otherwise, which costs
    /// more than the arithmetic on it) and stops OpenMP's idle workers from spinning on the cores that other threads
    /// need. Does nothing on systems other than Linux with glibc.
    /// </summary>
    public static void Configure()
    {
        if (!OperatingSystem.IsLinux()) return;
        try
        {
            // The process's own environment, which OpenMP reads: .NET's Environment keeps a copy of its own.
            _ = SetEnvironment("GOMP_SPINCOUNT", "1000", 0);
            _ = SetAllocator(MmapMaximum, 0);
            _ = SetAllocator(TrimThreshold, int.MaxValue);
            _ = SetAllocator(TopPad, 256 << 20);
        }
        catch (EntryPointNotFoundException)
        {
            // Another C library (musl): its allocator has no such settings.
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int SetAllocator(int parameter, int value);

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
