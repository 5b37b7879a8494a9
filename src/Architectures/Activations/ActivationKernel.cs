using System.Numerics;
using System.Runtime.CompilerServices;
using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Architectures.Twins;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Activations;

/// <summary>
/// Applies an activation to a twin batch in one pass: x becomes phi(x), a tangent dx becomes phi'(x) dx, a finite noise
/// d becomes phi(x + d) - phi(x).
/// </summary>
internal static class ActivationKernel
{
    private const int ChunkLength = 1 << 14;

    /// <summary>Evaluates signal and noise element by element.</summary>
    /// <param name="source">A twin batch, contiguous in memory order: the signal's elements, then the noise's.</param>
    /// <param name="target">Where the result goes; may be the source itself.</param>
    /// <param name="noise">What the noise half holds.</param>
    public static void Apply<TFunction>(Tensor source, Tensor target, NoiseKind noise)
        where TFunction : struct, IActivationFunction<TFunction>
    {
        if (source.dtype == ScalarType.Float64) Apply<TFunction, double>(source, target, noise);
        else Apply<TFunction, float>(source, target, noise);
        GC.KeepAlive(source); // their memory was read and written by address
        GC.KeepAlive(target);
    }

    private static unsafe void Apply<TFunction, T>(Tensor source, Tensor target, NoiseKind noise)
        where TFunction : struct, IActivationFunction<TFunction>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T* input = TensorMemory.Pointer<T>(source);
        T* output = TensorMemory.Pointer<T>(target);
        int half = (int)(source.NumberOfElements / 2);
        Chunks.Run(half, ChunkLength, (_, start, end) =>
        {
            if (noise == NoiseKind.Tangent) Run<TFunction, TangentStep, T>(input, output, half, start, end);
            else Run<TFunction, FiniteStep, T>(input, output, half, start, end);
        });
    }

    private static unsafe void Run<TFunction, TStep, T>(T* input, T* output, int half, int start, int end)
        where TFunction : struct, IActivationFunction<TFunction>
        where TStep : struct, IStep
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int i = start;
        for (; i + Vector<T>.Count <= end; i += Vector<T>.Count)
        {
            Vector<T> value = TStep.Apply<TFunction,
                T>(Vector.Load(input + i), Vector.Load(input + half + i), out Vector<T> noise);
            value.Store(output + i);
            noise.Store(output + half + i);
        }

        for (; i < end; i++)
        {
            Vector<T> value = TStep.Apply<TFunction,
                T>(new Vector<T>(input[i]), new Vector<T>(input[half + i]), out Vector<T> noise);
            output[i] = value[0];
            output[half + i] = noise[0];
        }
    }

    /// <summary>
    /// What happens to a vector of signal and one of noise; structs, so that each pass is compiled for one.
    /// </summary>
    private interface IStep
    {
        static abstract Vector<T> Apply<TFunction, T>(Vector<T> x, Vector<T> noise, out Vector<T> result)
            where TFunction : struct, IActivationFunction<TFunction>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>;
    }

    private readonly struct TangentStep : IStep
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector<T> Apply<TFunction, T>(Vector<T> x, Vector<T> noise, out Vector<T> result)
            where TFunction : struct, IActivationFunction<TFunction>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            Vector<T> value = TFunction.Evaluate(x, out Vector<T> slope);
            result = slope * noise;
            return value;
        }
    }

    private readonly struct FiniteStep : IStep
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector<T> Apply<TFunction, T>(Vector<T> x, Vector<T> noise, out Vector<T> result)
            where TFunction : struct, IActivationFunction<TFunction>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            Vector<T> value = TFunction.Evaluate(x, out _);
            result = TFunction.Evaluate(x + noise, out _) - value;
            return value;
        }
    }
}
