using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Convolutions;

/// <summary>
/// Float32 memory on the processor that is kept between uses and allocated anew only when more is asked for.
/// </summary>
internal sealed class GrowingBuffer : IDisposable
{
    private Tensor? _numbers;

    /// <summary>
    /// The first of so many numbers, zeros or what an earlier use left; valid until more are asked for.
    /// </summary>
    public unsafe float* Pointer(long count)
    {
        if (_numbers is null || _numbers.numel() < count)
        {
            _numbers?.Dispose();
            // Zeros, not whatever the heap held: rows that fill up a group are multiplied too, and slow numbers in them
            // (denormal ones) would cost time.
            _numbers = zeros(count).DetachFromDisposeScope();
        }

        return TensorPointer.Float32(_numbers);
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => _numbers?.Dispose();
}
