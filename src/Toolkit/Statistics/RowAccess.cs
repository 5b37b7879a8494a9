using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MomentsDnns.Statistics;

/// <summary>What the statistics ask of a tensor of rows <c>[R, C]</c>, and how they reach its memory.</summary>
internal static class RowAccess
{
    /// <summary>Throws unless the tensor is <c>[R, C]</c>, not empty, of 32- or 64-bit floats.</summary>
    internal static void Require(Tensor rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.dim() != 2 || rows.numel() == 0)
        {
            throw new ArgumentException(
                $"rows has the shape [{string.Join(", ", rows.shape)}]; it must be [R, C] with R and C at least 1: " +
                "take ChannelsLast.Rows of images [N, C, H, W]", nameof(rows));
        }

        if (rows.dtype is not (ScalarType.Float32 or ScalarType.Float64))
        {
            throw new ArgumentException(
                $"rows is of type {rows.dtype}; it must be Float32 or Float64: convert it with to_type", nameof(rows));
        }
    }

    /// <summary>Whether the values lie row by row in this process's memory and one span can hold them.</summary>
    internal static bool IsInMemory(Tensor rows) =>
        rows.device_type == TorchSharp.DeviceType.CPU && rows.is_contiguous() &&
        rows.numel() * rows.ElementSize <= int.MaxValue;

    /// <summary>The values of a contiguous tensor in this process's memory.</summary>
    internal static ReadOnlySpan<T> Values<T>(this Tensor tensor) where T : unmanaged =>
        MemoryMarshal.Cast<byte, T>(tensor.bytes);
}
