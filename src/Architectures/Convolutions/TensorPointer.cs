using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Convolutions;

/// <summary>The address of a tensor's numbers.</summary>
internal static unsafe class TensorPointer
{
    /// <summary>
    /// The first number of a contiguous float32 tensor on the processor, of any size; valid while the tensor lives.
    /// </summary>
    public static float* Float32(Tensor values)
    {
        // A span holds 2 GB at most, the tensor may be larger: the address is asked of its first number.
        using Tensor flat = values.view(-1);
        using Tensor first = flat.narrow(0, 0, 1);
        return (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(first.bytes));
    }
}
