using MomentsDnns.Architectures.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Models.Onnx.Operators;

/// <summary>Activation functions. Formulas are written so that both sides of a kink have finite derivatives.</summary>
internal static class Activations
{
    public static Operator[] All { get; } =
    [
        new("Relu", call => call[0].relu()),
        new("Sigmoid", call => call[0].sigmoid()),
        // log(1 + exp(x)) without overflow, differentiable at 0 too.
        new("Softplus", call => call[0].neg().log_sigmoid().neg()) { From = 1 },
        new("Softsign", call => call[0] / call[0].abs().Plus(1)) { From = 1 },
        new("Elu", call => ExponentialBelow(call[0], call.Attributes.Float("alpha", 1), 1)),
        new("Celu", call => ExponentialBelow(call[0], call.Attributes.Float("alpha", 1),
            call.Attributes.Float("alpha", 1))),
        new("Selu", call => ExponentialBelow(call[0], call.Attributes.Float("alpha", 1.67326319217681884765625), 1)
            .Times(call.Attributes.Float("gamma", 1.05070102214813232421875))),
        new("LeakyRelu", call => LeakyRectified(call[0], call.Attributes.Float("alpha", 0.01f))),
        new("ThresholdedRelu", call => Above(call[0], call.Attributes.Float("alpha", 1))),
        new("HardSigmoid", call => HardSigmoid(call[0], call.Attributes.Float("alpha", 0.2f),
            call.Attributes.Float("beta", 0.5))),
        new("HardSwish", call => call[0] * HardSigmoid(call[0], 1.0 / 6, 0.5)),
        new("Mish", call => call[0] * call[0].neg().log_sigmoid().neg().tanh()),
        new("Swish", call => Swish(call[0], call.Attributes.Float("alpha", 1))),
        new("Gelu", call => Gelu(call[0], call.Attributes.Text("approximate", "none") == "tanh")),
        new("Shrink", call => Shrunk(call[0], call.Attributes.Float("lambd", 0.5), call.Attributes.Float("bias", 0))),
    ];

    /// <summary>x/2 (1 + erf(x/sqrt 2)), or with the tanh that approximates it.</summary>
    public static Tensor Gelu(Tensor x, bool approximate) =>
        x.gelu(approximate ? TorchSharp.Modules.GELU.Approximate.tanh : TorchSharp.Modules.GELU.Approximate.none);

    /// <summary>x sigmoid(alpha x).</summary>
    public static Tensor Swish(Tensor x, double alpha) => x * x.Times(alpha).sigmoid();

    // x above 0, scale (exp(x / width) - 1) below.
    private static Tensor ExponentialBelow(Tensor x, double scale, double width)
    {
        using Tensor zero = zeros([], x.dtype);
        Tensor below = x.clamp(null, zero).Times(1 / width).expm1().Times(scale);
        return where(x.gt(zero), x, below);
    }

    private static Tensor LeakyRectified(Tensor x, double slope)
    {
        using Scalar number = slope.ToScalar();
        return x.leaky_relu(number);
    }

    private static Tensor Above(Tensor x, double threshold)
    {
        using Tensor bound = tensor(threshold, x.dtype), zero = zeros([], x.dtype);
        return where(x.gt(bound), x, zero);
    }

    private static Tensor HardSigmoid(Tensor x, double slope, double offset)
    {
        using Tensor zero = zeros([], x.dtype), one = ones([], x.dtype);
        return x.Times(slope).Plus(offset).clamp(zero, one);
    }

    private static Tensor Shrunk(Tensor x, double threshold, double bias)
    {
        if (!x.is_floating_point()) return Shrunk(x.to_type(ScalarType.Float64), threshold, bias).to_type(x.dtype);
        using Tensor most = tensor(threshold, x.dtype), least = tensor(-threshold, x.dtype), zero = zeros([], x.dtype);
        return where(x.lt(least), x.Plus(bias), where(x.gt(most), x.Plus(-bias), zero));
    }
}
