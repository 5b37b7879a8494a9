using MomentsDnns.Architectures.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Models.Onnx.Operators;

/// <summary>Norms within each element of a batch; all are differentiated.</summary>
internal static class Norms
{
    public static Operator[] All { get; } =
    [
        new("InstanceNormalization", Instance),
        new("LayerNormalization", Layer) { Carries = Operator.FirstOnly },
        new("GroupNormalization", Group),
        new("RMSNormalization", call => RootMeanSquare(call[0], call.Axis("axis", -1, call[0].dim()),
            call.Attributes.Float("epsilon", 1e-5f)) * call[1]),
        new("MeanVarianceNormalization", MeanVariance),
        new("LpNormalization", UnitLength),
        new("LRN", LocalResponse),
    ];

    /// <summary>(x - mean) / sqrt(variance + epsilon) over axes, with the mean and the divisor.</summary>
    public static (Tensor Unit, Tensor Mean, Tensor Divisor) Standardized(Tensor x, long[] axes, double epsilon)
    {
        Tensor mean = x.mean(axes, keepdim: true), centred = x.Minus(mean);
        Tensor divisor = (centred * centred).mean(axes, keepdim: true).Plus(epsilon).sqrt();
        return (centred / divisor, mean, divisor);
    }

    /// <summary>x / sqrt(mean of x^2 + epsilon) over the axes from one on.</summary>
    public static Tensor RootMeanSquare(Tensor x, int axis, double epsilon) =>
        x / (x * x).mean(From(axis, x.dim()), keepdim: true).Plus(epsilon).sqrt();

    /// <summary>The axes from one on.</summary>
    public static long[] From(int axis, long rank) =>
        [.. Enumerable.Range(axis, (int)rank - axis).Select(i => (long)i)];

    private static Tensor Instance(NodeCall call)
    {
        Tensor x = call[0];
        (Tensor unit, _, _) = Standardized(x, From(2, x.dim()), call.Attributes.Float("epsilon", 1e-5f));
        return (unit * Channels(call[1], x)).Plus(Channels(call[2], x));
    }

    private static Tensor?[] Layer(NodeCall call)
    {
        Tensor x = call[0];
        int axis = call.Axis("axis", -1, x.dim());
        (Tensor unit, Tensor mean, Tensor divisor) =
            Standardized(x, From(axis, x.dim()), call.Attributes.Float("epsilon", 1e-5f));
        Tensor y = unit * call[1];
        if (call.Optional(2) is { } offset) y = y.Plus(offset);
        return [y, mean, call.Wants(2) ? divisor.reciprocal() : null];
    }

    // Until version 20 scale and offset are one a group, since then one a channel.
    private static Tensor Group(NodeCall call)
    {
        Tensor x = call[0];
        long groups = call.Attributes.Int("num_groups", 1), each = x.shape[1] / Math.Max(1, groups);
        Tensor grouped = x.reshape([x.shape[0], groups, each, .. x.shape[2..]]);
        (Tensor unit, _, _) = Standardized(grouped, From(2, grouped.dim()), call.Attributes.Float("epsilon", 1e-5f));
        if (call[1].numel() == groups && groups != x.shape[1])
            return (unit * Channels(call[1], grouped)).Plus(Channels(call[2], grouped)).reshape(x.shape);
        return (unit.reshape(x.shape) * Channels(call[1], x)).Plus(Channels(call[2], x));
    }

    private static Tensor MeanVariance(NodeCall call)
    {
        Tensor x = call[0];
        long[] axes = NodeCall.Axes(call.Attributes.Ints("axes") ?? [0, 2, 3], x.dim());
        Tensor centred = x.Minus(x.mean(axes, keepdim: true));
        return centred / (centred * centred).mean(axes, keepdim: true).sqrt().Plus(1e-9);
    }

    private static Tensor UnitLength(NodeCall call)
    {
        Tensor x = call[0];
        long[] axis = [call.Axis("axis", -1, x.dim())];
        Tensor length = call.Attributes.Int("p", 2) == 1
            ? x.abs().sum(axis, keepdim: true)
            : (x * x).sum(axis, keepdim: true).sqrt();
        using Tensor zero = zeros([], x.dtype), one = ones([], x.dtype);
        return x / where(length.eq(zero), one, length);
    }

    // x / (bias + alpha/size sum of x^2 over neighbouring channels)^beta
    private static Tensor LocalResponse(NodeCall call)
    {
        Tensor x = call[0];
        long size = call.Attributes.Int("size", 1), before = (size - 1) / 2;
        long[] begin = new long[x.dim() - 1], end = new long[x.dim() - 1];
        (begin[0], end[0]) = (before, size - 1 - before);
        Tensor sums = Borders.Pad(x * x, begin, end, 0).unfold(1, size, 1).sum(-1);
        using Scalar power = call.Attributes.Float("beta", 0.75).ToScalar();
        double share = call.Attributes.Float("alpha", 1e-4f) / size;
        return x / sums.Times(share).Plus(call.Attributes.Float("bias", 1)).pow(power);
    }

    private static Tensor Channels(Tensor each, Tensor x) =>
        each.reshape([1, -1, .. Enumerable.Repeat(1L, (int)x.dim() - 2)]);
}
