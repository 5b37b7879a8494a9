using MomentsDnns.Propagation.Tracing;
using static TorchSharp.torch;

namespace MomentsDnns.Models.Onnx.Operators;

/// <summary>Convolutions over one to three dimensions, and their transposes.</summary>
internal static class Convolutions
{
    public static Operator[] All { get; } = [new("Conv", Convolution), new("ConvTranspose", Transposed)];

    private static Tensor Convolution(NodeCall call)
    {
        Tensor x = call[0], weight = call[1];
        SpatialWindow window = SpatialWindow.Of(call, x.shape[2..], weight.shape[2..]);
        long[] padding = window.Begin;
        if (!window.IsSymmetric) (x, padding) = (Borders.Pad(x, window, 0), new long[window.Rank]);
        long groups = call.Attributes.Int("group", 1);
        Tensor? bias = call.Optional(2);
        return window.Rank switch
        {
            1 => nn.functional.conv1d(x, weight, bias, window.Strides[0], padding[0], window.Dilations[0], groups),
            2 => Plane(x, weight, bias, new(window.Strides, padding, window.Dilations, groups)),
            3 => nn.functional.conv3d(x, weight, bias, window.Strides, padding, window.Dilations, groups),
            _ => throw Dimensions(window.Rank),
        };
    }

    private static Tensor Plane(Tensor x, Tensor weight, Tensor? bias, ConvolutionGeometry geometry)
    {
        bool isLinear = LinearConvolution.Applies(x, weight);
        Tensor y = nn.functional.conv2d(isLinear ? x.detach() : x, weight, bias, [.. geometry.Stride],
            [.. geometry.Padding], [.. geometry.Dilation], geometry.Groups);
        return isLinear ? LinearConvolution.Of(x, y, weight, geometry) : y;
    }

    // The whole transpose is computed, then cut or filled up: that covers borders that differ between the sides.
    private static Tensor Transposed(NodeCall call)
    {
        Tensor x = call[0], weight = call[1];
        long[] kernel = weight.shape[2..], sizes = x.shape[2..];
        SpatialWindow window = SpatialWindow.Of(call, sizes, kernel);
        long groups = call.Attributes.Int("group", 1);
        Tensor whole = window.Rank switch
        {
            1 => nn.functional.conv_transpose1d(x, weight, null, window.Strides[0], 0, 0, window.Dilations[0], groups),
            2 => nn.functional.conv_transpose2d(x, weight, null, window.Strides, null, null, window.Dilations, groups),
            3 => nn.functional.conv_transpose3d(x, weight, null, window.Strides, null, null, window.Dilations, groups),
            _ => throw Dimensions(window.Rank),
        };
        (long[] before, long[] behind) = Cuts(call, window, sizes);
        Tensor cut = Borders.Pad(whole, before, behind, 0);
        return call.Optional(2) is { } bias
            ? TensorNumbers.Add(cut, bias.reshape([-1, .. Enumerable.Repeat(1L, window.Rank)]))
            : cut;
    }

    // Negative where the whole transpose is cut.
    private static (long[] Before, long[] Behind) Cuts(NodeCall call, SpatialWindow window, long[] sizes)
    {
        int rank = window.Rank;
        long[] extra = call.Attributes.Ints("output_padding") ?? new long[rank];
        long[]? stated = call.Attributes.Ints("output_shape");
        string automatic = call.Attributes.Text("auto_pad", "NOTSET");
        if (extra.Length != rank || (stated is not null && stated.Length < rank))
            throw new InvalidDataException($"its output_padding or output_shape does not fit {rank} dimensions");
        long[] before = new long[rank], behind = new long[rank];
        for (int i = 0; i < rank; i++)
        {
            long whole = ((sizes[i] - 1) * window.Strides[i]) + window.Span(i);
            if (stated is null && automatic is not ("SAME_UPPER" or "SAME_LOWER"))
            {
                (before[i], behind[i]) = (-window.Begin[i], extra[i] - window.End[i]);
                continue;
            }

            long size = stated is null ? sizes[i] * window.Strides[i] : stated[^(rank - i)];
            long total = Math.Max(0, whole + extra[i] - size);
            before[i] = -(automatic == "SAME_UPPER" ? total / 2 : total - (total / 2));
            behind[i] = size - whole - before[i];
        }

        return (before, behind);
    }

    private static InvalidDataException Dimensions(int rank) => new($"convolutions have 1 to 3 dimensions, not {rank}");
}
