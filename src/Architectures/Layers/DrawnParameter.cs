using MomentsDnns.Architectures.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Layers;

/// <summary>Fills parameters with random numbers, which are drawn in 32 bits for any arithmetic and device.</summary>
internal static class DrawnParameter
{
    /// <summary>
    /// Draws in place where the parameter is in this process's memory as 32-bit numbers, else into a copy.
    /// </summary>
    /// <param name="parameter">Any shape, contiguous.</param>
    /// <param name="draw">Writes as many numbers as the parameter has, row-major.</param>
    public static void Fill(Tensor parameter, SpanAction draw)
    {
        if (parameter.dtype == ScalarType.Float32 && parameter.device_type == DeviceType.CPU)
        {
            draw(TensorMemory.Span<float>(parameter));
            return;
        }

        using DisposeScope scope = NewDisposeScope();
        Tensor drawn = zeros(parameter.shape, ScalarType.Float32);
        draw(TensorMemory.Span<float>(drawn));
        using (no_grad()) parameter.copy_(drawn);
    }

    /// <summary>Writes numbers.</summary>
    public delegate void SpanAction(Span<float> values);
}
