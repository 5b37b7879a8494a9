using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Numerics;

/// <summary>Direct access to the memory of a contiguous tensor on the CPU.</summary>
public static class TensorMemory
{
    /// <summary>The elements in memory order.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>, as the tensor's type.</typeparam>
    /// <exception cref="ArgumentException">
    /// The tensor is not contiguous, not on the CPU, or of another type.
    /// </exception>
    public static Span<T> Span<T>(Tensor tensor)
        where T : unmanaged
    {
        ScalarType expected = typeof(T) == typeof(double) ? ScalarType.Float64 : ScalarType.Float32;
        if (tensor.dtype != expected || tensor.device_type != TorchSharp.DeviceType.CPU || !tensor.is_contiguous())
        {
            throw new ArgumentException(
                $"the tensor is {tensor.dtype} on {tensor.device_type}, "
                + $"{(tensor.is_contiguous() ? "" : "not ")}contiguous; direct access needs a contiguous {expected} "
                + "tensor on the CPU");
        }

        return MemoryMarshal.Cast<byte, T>(tensor.bytes);
    }

    /// <summary>The address of the first element; the caller keeps the tensor alive.</summary>
    /// <inheritdoc cref="Span{T}(Tensor)" path="/exception"/>
    public static unsafe T* Pointer<T>(Tensor tensor)
        where T : unmanaged => (T*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref MemoryMarshal.GetReference(
        Span<T>(tensor)));
}
