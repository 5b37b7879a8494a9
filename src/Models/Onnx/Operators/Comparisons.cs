using static TorchSharp.torch;

namespace MomentsDnns.Models.Onnx.Operators;

/// <summary>Comparisons and logic; what they make is true or false.</summary>
internal static class Comparisons
{
    public static Operator[] All { get; } =
    [
        Of("Equal", (a, b) => a.eq(b)),
        Of("Greater", (a, b) => a.gt(b)),
        Of("Less", (a, b) => a.lt(b)),
        Of("GreaterOrEqual", (a, b) => a.ge(b)),
        Of("LessOrEqual", (a, b) => a.le(b)),
        Of("And", (a, b) => a.logical_and(b)),
        Of("Or", (a, b) => a.logical_or(b)),
        Of("Xor", (a, b) => a.logical_xor(b)),
    ];

    private static Operator Of(string name, Func<Tensor, Tensor, Tensor> function) =>
        new(name, call => function(call[0], BinaryMath.Second(call))) { Carries = Operator.Never };
}
