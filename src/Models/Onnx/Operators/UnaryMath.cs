using static TorchSharp.torch;

namespace MomentsDnns.Models.Onnx.Operators;

/// <summary>Functions of one element at a time.</summary>
internal static class UnaryMath
{
    public static Operator[] All { get; } =
    [
        Of("Abs", x => x.abs()),
        Of("Neg", x => x.neg()),
        Of("Sqrt", x => x.sqrt()),
        Of("Reciprocal", x => x.reciprocal()),
        Of("Exp", x => x.exp()),
        Of("Log", x => x.log()),
        Of("Erf", x => x.erf()),
        Of("Sin", x => x.sin()),
        Of("Cos", x => x.cos()),
        Of("Tan", x => x.tan()),
        Of("Asin", x => x.asin()),
        Of("Acos", x => x.acos()),
        Of("Atan", x => x.atan()),
        Of("Sinh", x => x.sinh()),
        Of("Cosh", x => x.cosh()),
        Of("Tanh", x => x.tanh()),
        Of("Asinh", x => x.asinh()),
        Of("Acosh", x => x.acosh()),
        Of("Atanh", x => x.atanh()),
        Of("Identity", x => x) with { From = 1 },
        // Constant between their steps: their derivative is zero, and so is torch's.
        Of("Floor", x => x.floor()),
        Of("Ceil", x => x.ceil()),
        Of("Round", x => x.round()),
        Of("Sign", x => x.sign()),
        Of("IsNaN", x => x.isnan()) with { Carries = Operator.Never },
        Of("Not", x => x.logical_not()) with { From = 1, Carries = Operator.Never },
        Of("BitwiseNot", x => x.bitwise_not()) with { Carries = Operator.Never },
        new("IsInf", IsInfinite) { Carries = Operator.Never },
        Of("Det", x => x.det()),
    ];

    private static Operator Of(string name, Func<Tensor, Tensor> function) => new(name, call => function(call[0]));

    private static Tensor IsInfinite(NodeCall call)
    {
        bool negative = call.Attributes.Flag("detect_negative", true);
        bool positive = call.Attributes.Flag("detect_positive", true);
        Tensor x = call[0];
        return (negative, positive) switch
        {
            (true, true) => x.isinf(),
            (true, false) => x.isneginf(),
            (false, true) => x.isposinf(),
            _ => zeros_like(x, ScalarType.Bool),
        };
    }
}
