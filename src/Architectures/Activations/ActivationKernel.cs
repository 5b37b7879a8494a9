using System.Numerics;
using MomentsDnns.Architectures.Numerics;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Activations;

/// <summary>Applies an activation to a twin batch in one pass: x becomes phi(x), dx becomes phi'(x) dx.</summary>
internal static class ActivationKernel
{
    private const int ChunkLength = 1 << 14;

    /// <summary>Evaluates signal and noise element by element.</summary>
    /// <param name="source">A twin batch, contiguous in memory order: the signal's elements, then the noise's.</param>
    /// <param name="target">Where the result goes; may be the source itself.</param>
    public static void Apply<TFunction>(Tensor source, Tensor target)
        where TFunction : struct, IActivationFunction<TFunction>
    {
        if (source.dtype == ScalarType.Float64) Apply<TFunction, double>(source, target);
        else Apply<TFunction, float>(source, target);
        GC.KeepAlive(source); // their memory was read and written by address
        GC.KeepAlive(target);
    }

    private static unsafe void Apply<TFunction, T>(Tensor source, Tensor target)
        where TFunction : struct, IActivationFunction<TFunction>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T* input = TensorMemory.Pointer<T>(source);
        T* output = TensorMemory.Pointer<T>(target);
        int half = (int)(source.NumberOfElements / 2);
        Chunks.Run(half, ChunkLength, (_, start, end) =>
        {
            int i = start;
            for (; i + Vector<T>.Count <= end; i += Vector<T>.Count)
            {
                Vector<T> value = TFunction.Evaluate(Vector.Load(input + i), out Vector<T> slope);
                Vector<T> noise = slope * Vector.Load(input + half + i);
                value.Store(output + i);
                noise.Store(output + half + i);
            }

            for (; i < end; i++)
            {
                Vector<T> value = TFunction.Evaluate(new Vector<T>(input[i]), out Vector<T> slope);
                T noise = slope[0] * input[half + i];
                output[i] = value[0];
                output[half + i] = noise;
            }
        });
    }
}
