using MomentsDnns.Architectures.Numerics;
using static TorchSharp.torch;

namespace MomentsDnns.Models.Onnx.Operators;

/// <summary>Products of matrices.</summary>
internal static class Products
{
    public static Operator[] All { get; } =
    [
        new("MatMul", call => Product(call[0], call[1])),
        new("Gemm", Gemm),
        new("Einsum", call => einsum(call.Attributes.Text("equation", ""), call.All)),
    ];

    // TorchSharp lets what matmul throws end the process: shapes are looked at before.
    private static Tensor Product(Tensor a, Tensor b)
    {
        bool fits = a.dim() > 0 && b.dim() > 0 && a.dtype == b.dtype
            && a.shape[^1] == b.shape[Math.Max(0, (int)b.dim() - 2)];
        for (int i = 3; fits && i <= Math.Min(a.dim(), b.dim()); i++)
            fits = a.shape[^i] == b.shape[^i] || a.shape[^i] == 1 || b.shape[^i] == 1;
        return fits ? a.matmul(b) : throw new InvalidDataException("these matrices cannot be multiplied");
    }

    // alpha A B + beta C
    private static Tensor Gemm(NodeCall call)
    {
        Tensor a = call.Attributes.Flag("transA") ? call[0].transpose(0, 1) : call[0];
        Tensor b = call.Attributes.Flag("transB") ? call[1].transpose(0, 1) : call[1];
        Tensor product = Scaled(Product(a, b), call.Attributes.Float("alpha", 1));
        return call.Optional(2) is { } c
            ? TensorNumbers.Add(product, Scaled(c, call.Attributes.Float("beta", 1)))
            : product;
    }

    private static Tensor Scaled(Tensor x, double factor) =>
        factor == 1 ? x : x.is_floating_point() ? x.Times(factor) : x.Times(factor).to_type(x.dtype);
}
