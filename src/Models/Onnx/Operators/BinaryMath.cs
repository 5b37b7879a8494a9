using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Models.Onnx.Operators;

/// <summary>Arithmetic of two tensors, broadcast against each other.</summary>
internal static class BinaryMath
{
    public static Operator[] All { get; } =
    [
        Of("Add", TensorNumbers.Add),
        Of("Sub", TensorNumbers.Subtract),
        Of("Mul", (a, b) => a * b),
        Of("Div", Divide),
        Of("Pow", Power),
        new("Mod", call => call.Attributes.Flag("fmod") ? call[0].fmod(call[1]) : call[0].remainder(call[1])),
        Whole("BitwiseAnd", (a, b) => a.bitwise_and(b)),
        Whole("BitwiseOr", (a, b) => a.bitwise_or(b)),
        Whole("BitwiseXor", (a, b) => a.bitwise_xor(b)),
        new("PRelu", call => Rectified(call)),
    ];

    /// <summary>
    /// The second operand, ready to be broadcast: before version 7 its dimensions stand from an axis on, not at the
    /// end.
    /// </summary>
    public static Tensor Second(NodeCall call)
    {
        Tensor a = call[0], b = call[1];
        if (call.Version >= 7 || !call.Attributes.Has("axis")) return b;
        long behind = a.dim() - call.Axis("axis", 0, a.dim()) - b.dim();
        return behind <= 0 ? b : b.reshape([.. b.shape, .. Enumerable.Repeat(1L, (int)behind)]);
    }

    private static Operator Of(string name, Func<Tensor, Tensor, Tensor> function) =>
        new(name, call => function(call[0], Second(call)));

    private static Operator Whole(string name, Func<Tensor, Tensor, Tensor> function) =>
        Of(name, function) with { Carries = Operator.Never };

    // Integers are divided towards zero.
    private static Tensor Divide(Tensor a, Tensor b) => a.is_floating_point() ? a / b : a.div(b, RoundingMode.trunc);

    // The power has the base's type. One exponent for all is passed as a number: torch knows simpler derivatives then.
    private static Tensor Power(Tensor x, Tensor exponent)
    {
        if (!x.is_floating_point() && exponent.is_floating_point())
            return x.to_type(ScalarType.Float64).pow(exponent.to_type(ScalarType.Float64)).to_type(x.dtype);
        if (exponent.numel() != 1 || exponent.dim() > x.dim() || exponent.requires_grad || !x.is_floating_point())
            return x.pow(exponent.to_type(x.dtype));
        using Scalar one = TensorNumbers.Doubles(exponent)[0].ToScalar();
        return x.pow(one);
    }

    private static Tensor Rectified(NodeCall call)
    {
        Tensor x = call[0], slope = call[1];
        if (call.Version < 7 && slope.dim() == 1 && x.dim() > 2)
            slope = slope.reshape([slope.shape[0], .. Enumerable.Repeat(1L, (int)x.dim() - 2)]);
        using Tensor zero = zeros([], x.dtype);
        return where(x.gt(zero), x, x * slope);
    }
}
