using MomentsDnns.Architectures.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Models.Onnx.Operators;

/// <summary>Maxima, means and norms of windows.</summary>
internal static class Pools
{
    public static Operator[] All { get; } =
    [
        new("MaxPool", Largest) { Carries = Operator.FirstOnly },
        new("AveragePool", Mean),
        new("LpPool", call => Norm(call, call.Attributes.Int("p", 2))),
    ];

    private static Tensor?[] Largest(NodeCall call)
    {
        Tensor x = call[0];
        if (!x.is_floating_point())
        {
            Tensor?[] wide = Largest(x.to_type(ScalarType.Float64), call);
            return [wide[0]!.to_type(x.dtype), wide[1]];
        }

        return Largest(x, call);
    }

    private static Tensor?[] Largest(Tensor x, NodeCall call)
    {
        SpatialWindow window = SpatialWindow.Of(call, x.shape[2..]);
        Tensor padded = Borders.Pad(x, window, double.NegativeInfinity);
        bool wanted = call.Wants(1);
        Tensor? indices = null;
        Tensor largest;
        if (window.Rank == 3)
        {
            (largest, indices) = nn.functional.max_pool3d_with_indices(
                padded, window.Kernel, window.Strides, new long[3], window.Dilations);
        }
        else
        {
            // One dimension is two, the first of size 1.
            bool line = window.Rank == 1;
            (largest, indices) = nn.functional.max_pool2d_with_indices(line ? padded.unsqueeze(2) : padded,
                Plane(window.Kernel), Plane(window.Strides), [0, 0], Plane(window.Dilations));
            if (line) (largest, indices) = (largest.squeeze(2), indices.squeeze(2));
        }

        return [largest, wanted ? Positions(indices, x, padded, window, call.Attributes.Flag("storage_order")) : null];
    }

    private static long[] Plane(long[] sizes) => sizes.Length == 1 ? [1, sizes[0]] : sizes;

    // torch counts within a padded image; ONNX within the whole input without borders.
    private static Tensor Positions(Tensor indices, Tensor x, Tensor padded, SpatialWindow window, bool columnsFirst)
    {
        int rank = window.Rank;
        Tensor position = zeros_like(indices);
        long inner = 1, step = 1;
        long[] steps = new long[rank];
        foreach (int i in columnsFirst ? Enumerable.Range(0, rank) : Enumerable.Range(0, rank).Reverse())
            (steps[i], step) = (step, step * x.shape[2 + i]);
        for (int i = rank - 1; i >= 0; i--)
        {
            using Tensor width = Whole(inner), size = Whole(padded.shape[2 + i]), begin = Whole(window.Begin[i]);
            using Tensor factor = Whole(steps[i]);
            Tensor coordinate = indices.div(width, RoundingMode.floor).remainder(size);
            position = TensorNumbers.Add(position, TensorNumbers.Subtract(coordinate, begin) * factor);
            inner *= padded.shape[2 + i];
        }

        using Tensor image = Whole(step);
        Tensor images = TensorNumbers.Counting(x.shape[0] * x.shape[1]) * image;
        return TensorNumbers.Add(position,
            images.reshape([x.shape[0], x.shape[1], .. Enumerable.Repeat(1L, rank)]));
    }

    private static Tensor Whole(long number) => tensor(number, ScalarType.Int64);

    private static Tensor Mean(NodeCall call)
    {
        Tensor x = call[0];
        SpatialWindow window = SpatialWindow.Of(call, x.shape[2..]);
        if (!window.HasBorder) return WindowSums(x, window).Times(1.0 / window.Volume);
        Tensor sums = WindowSums(Borders.Pad(x, window, 0), window);
        // Windows are divided by how many elements they hold: borders count where the attribute says so.
        using Tensor inside = ones([1, 1, .. x.shape[2..]], x.dtype);
        Tensor bordered = Borders.Pad(inside, window.Begin, window.End,
            call.Attributes.Flag("count_include_pad") ? 1 : 0);
        Tensor counted = Borders.Pad(bordered, new long[window.Rank], window.Beyond, 0);
        return sums / WindowSums(counted, window);
    }

    private static Tensor Norm(NodeCall call, double power)
    {
        Tensor x = call[0];
        SpatialWindow window = SpatialWindow.Of(call, x.shape[2..]);
        using Scalar exponent = power.ToScalar(), root = (1 / power).ToScalar();
        return WindowSums(Borders.Pad(x.abs().pow(exponent), window, 0), window).pow(root);
    }

    // Windows are views: a dimension more for each that they move along.
    private static Tensor WindowSums(Tensor padded, SpatialWindow window)
    {
        if (window.Rank is 1 or 2 && window.Dilations.All(dilation => dilation == 1))
        {
            bool line = window.Rank == 1;
            Tensor means = nn.functional.avg_pool2d(
                line ? padded.unsqueeze(2) : padded, Plane(window.Kernel), Plane(window.Strides), [0, 0]);
            return (line ? means.squeeze(2) : means).Times(window.Volume);
        }

        Tensor windows = padded;
        for (int i = 0; i < window.Rank; i++)
        {
            windows = windows.unfold(2 + i, window.Span(i), window.Strides[i]);
            if (window.Dilations[i] > 1) windows = windows.slice(-1, 0, window.Span(i), window.Dilations[i]);
        }

        return windows.sum(Norms.From(2 + window.Rank, windows.dim()), false, padded.dtype);
    }
}
