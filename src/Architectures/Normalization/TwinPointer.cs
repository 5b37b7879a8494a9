using MomentsDnns.Architectures.Numerics;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Normalization;

/// <summary>The addresses of rows of a twin batch, <c>[R, C]</c> of the signal and as many of the noise.</summary>
internal readonly unsafe struct TwinPointer<T>(T* signal, T* noise)
    where T : unmanaged
{
    /// <summary>The signal's first row.</summary>
    public T* Signal { get; } = signal;

    /// <summary>The noise's first row; null where only the signal is read.</summary>
    public T* Noise { get; } = noise;

    /// <summary>The memory of rows <c>[2R, C]</c>, signal rows first; the caller keeps the tensor alive.</summary>
    public static TwinPointer<T> Of(Tensor rows)
    {
        T* first = TensorMemory.Pointer<T>(rows);
        return new(first, first + (rows.NumberOfElements / 2));
    }

    /// <summary>The rows from so many elements on.</summary>
    public TwinPointer<T> From(long elements) => new(Signal + elements, Noise == null ? null : Noise + elements);
}
