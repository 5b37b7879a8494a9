using System.Runtime.Intrinsics;

namespace MomentsDnns.Architectures.Lanes;

/// <summary>The vector widths that this processor has instructions for.</summary>
internal static class HardwareLanes
{
    /// <summary>Numbers per instruction, most first: of 16, 8 and 4 those that are fast here, and 1 always.</summary>
    public static IReadOnlyList<int> All { get; } =
    [
        .. Vector512.IsHardwareAccelerated ? [16] : Array.Empty<int>(),
        .. Vector256.IsHardwareAccelerated ? [8] : Array.Empty<int>(),
        .. Vector128.IsHardwareAccelerated ? [4] : Array.Empty<int>(),
        1,
    ];

    /// <summary>The most of them that so many numbers fill, 1 or more.</summary>
    public static int Widest(int numbers) => All.First(lanes => lanes <= numbers);
}
