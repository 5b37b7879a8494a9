using static TorchSharp.torch;

namespace MomentsDnns.Models.Onnx.Operators;

/// <summary>Sums, means and extremes over axes.</summary>
internal static class Reductions
{
    public static Operator[] All { get; } =
    [
        Of("ReduceSum", Sum),
        Of("ReduceMean", Mean),
        Of("ReduceMax", (x, axes, keep) => Extreme(x, t => t.amax(axes, keep))),
        Of("ReduceMin", (x, axes, keep) => Extreme(x, t => t.amin(axes, keep))),
        Of("ReduceProd", Product),
        Of("ReduceL1", (x, axes, keep) => Sum(x.abs(), axes, keep)),
        Of("ReduceL2", (x, axes, keep) => InFloating(x, t => Sum(t * t, axes, keep).sqrt())),
        Of("ReduceLogSum", (x, axes, keep) => InFloating(x, t => Sum(t, axes, keep).log())),
        Of("ReduceLogSumExp", (x, axes, keep) => InFloating(x, t => LogSumExp(t, axes, keep))),
        Of("ReduceSumSquare", (x, axes, keep) => Sum(x * x, axes, keep)),
    ];

    private delegate Tensor Reduction(Tensor x, long[] axes, bool keep);

    private static Operator Of(string name, Reduction reduction) => new(name, call => Reduced(call, reduction));

    private static Tensor Reduced(NodeCall call, Reduction reduction)
    {
        Tensor x = call[0];
        long[]? axes = call.IntsOrInput("axes", 1);
        if (axes is null or [])
        {
            if (call.Attributes.Flag("noop_with_empty_axes")) return x;
            axes = [.. Enumerable.Range(0, (int)x.dim()).Select(axis => (long)axis)];
        }

        return x.dim() == 0 ? reduction(x.reshape(1), [0], keep: false)
            : reduction(x, NodeCall.Axes(axes, x.dim()), call.Attributes.Flag("keepdims", true));
    }

    // torch widens sums of integers; ONNX does not.
    private static Tensor Sum(Tensor x, long[] axes, bool keep) => x.sum(axes, keep, x.dtype);

    private static Tensor Mean(Tensor x, long[] axes, bool keep) => InFloating(x, t => t.mean(axes, keep));

    private static Tensor Product(Tensor x, long[] axes, bool keep)
    {
        Tensor product = x;
        foreach (long axis in axes.OrderDescending()) product = product.prod(axis, keep, x.dtype);
        return product;
    }

    private static Tensor Extreme(Tensor x, Func<Tensor, Tensor> extreme) =>
        x.dtype == ScalarType.Bool ? extreme(x.to_type(ScalarType.Byte)).to_type(ScalarType.Bool) : extreme(x);

    // The largest is taken out first: no overflow, and exact derivatives whatever is taken out.
    private static Tensor LogSumExp(Tensor x, long[] axes, bool keep)
    {
        Tensor largest = x.detach().amax(axes, keepdim: true);
        using Tensor finite = largest.isfinite(), zero = zeros([], x.dtype);
        largest = where(finite, largest, zero);
        Tensor sum = Sum(TensorNumbers.Subtract(x, largest).exp(), axes, keep: true).log();
        sum = TensorNumbers.Add(sum, largest);
        return keep ? sum : sum.reshape(Sum(x.detach(), axes, keep: false).shape);
    }

    private static Tensor InFloating(Tensor x, Func<Tensor, Tensor> function) =>
        x.is_floating_point() ? function(x) : function(x.to_type(ScalarType.Float64)).to_type(x.dtype);
}
