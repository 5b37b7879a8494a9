using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using MomentsDnns.Architectures.Lanes;

namespace MomentsDnns.Architectures.Convolutions.Fourier;

/// <summary>
/// The channels of many images at one frequency: from where they lie far apart to rows of a product, and back.
/// </summary>
internal static unsafe class FourierRows<TLanes> where TLanes : unmanaged, IFloatLanes<TLanes>
{
    /// <summary>Reads the channels of a real frequency.</summary>
    /// <param name="plane">Those of the first image.</param>
    /// <param name="imageStride">Numbers from one image to the next.</param>
    /// <param name="rows">Where they go.</param>
    /// <param name="rowStride">Numbers from one row to the next.</param>
    /// <param name="count">Images.</param>
    /// <param name="channels">Channels.</param>
    public static void Gather(float* plane, nint imageStride, float* rows, nint rowStride, int count, int channels)
    {
        for (int row = 0; row < count; row++)
        {
            new ReadOnlySpan<float>(plane + row * imageStride, channels)
                .CopyTo(new Span<float>(rows + row * rowStride, channels));
        }
    }

    /// <summary>Reads the channels a + i b of a complex frequency, and adds up a + b.</summary>
    /// <param name="plane">The real parts of the first image.</param>
    /// <param name="planeStride">Numbers from there to the imaginary parts.</param>
    /// <param name="imageStride">Numbers from one image to the next.</param>
    /// <param name="real">Where a goes.</param>
    /// <param name="imaginary">Where b goes.</param>
    /// <param name="sum">Where a + b goes.</param>
    /// <param name="rowStride">Numbers from one row to the next.</param>
    /// <param name="count">Images.</param>
    /// <param name="channels">
    /// Channels, no fewer than the lanes; a last step reaches back into the one before it.
    /// </param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void GatherComplex(float* plane, nint planeStride, nint imageStride, float* real, float* imaginary,
        float* sum,
        nint rowStride, int count, int channels)
    {
        for (int row = 0; row < count; row++)
        {
            float* realFrom = plane + row * imageStride, imaginaryFrom = realFrom + planeStride;
            nint to = row * rowStride;
            for (int channel = 0; ; channel = Math.Min(channel + TLanes.Count, channels - TLanes.Count))
            {
                if (Sse.IsSupported)
                {
                    // The next image is too far away for the processor to foresee.
                    Sse.Prefetch0(realFrom + imageStride + channel);
                    Sse.Prefetch0(imaginaryFrom + imageStride + channel);
                }

                TLanes a = TLanes.Load(realFrom + channel), b = TLanes.Load(imaginaryFrom + channel);
                a.Store(real + to + channel);
                b.Store(imaginary + to + channel);
                (a + b).Store(sum + to + channel);
                if (channel + TLanes.Count >= channels) break;
            }
        }
    }

    /// <summary>
    /// Writes rows to where the channels of a frequency lie, past the caches where their addresses allow it.
    /// </summary>
    /// <param name="rows">The products.</param>
    /// <param name="rowStride">Numbers from one row to the next.</param>
    /// <param name="plane">Where those of the first image go.</param>
    /// <param name="imageStride">Numbers from one image to the next.</param>
    /// <param name="count">Images.</param>
    /// <param name="channels">Channels.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scatter(float* rows, nint rowStride, float* plane, nint imageStride, int count, int channels)
    {
        int bytes = TLanes.Count * sizeof(float);
        bool streams = (nint)plane % bytes == 0 && imageStride % TLanes.Count == 0 && channels % TLanes.Count == 0;
        for (int row = 0; row < count; row++)
        {
            float* from = rows + row * rowStride, to = plane + row * imageStride;
            if (streams)
            {
                for (int channel = 0; channel < channels; channel += TLanes.Count)
                    TLanes.Load(from + channel).StoreStreaming(to + channel);
            }
            else
            {
                new ReadOnlySpan<float>(from, channels).CopyTo(new Span<float>(to, channels));
            }
        }

        if (streams) Interlocked.MemoryBarrier();
        // such stores may pass those by which threads tell one another that they are done
    }
}
