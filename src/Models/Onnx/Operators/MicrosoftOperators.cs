using MomentsDnns.Architectures.Numerics;
using static TorchSharp.torch;

namespace MomentsDnns.Models.Onnx.Operators;

/// <summary>The simple ones among the operators into which ONNX Runtime's optimizer fuses others.</summary>
internal static class MicrosoftOperators
{
    public static Operator[] All { get; } =
    [
        .. new Operator[]
        {
            new("Gelu", call => Activations.Gelu(call[0], approximate: false)),
            new("FastGelu", call => Activations.Gelu(
                call.Optional(1) is { } bias ? call[0].Plus(bias) : call[0], approximate: true)),
            new("BiasGelu", call => Activations.Gelu(call[0].Plus(call[1]), approximate: false)),
            new("QuickGelu", call => Activations.Swish(call[0], call.Attributes.Float("alpha", 1.702f))),
            new("SkipLayerNormalization", SkipLayer) { Refusal = SkipOutputs },
        }.Select(entry => entry with { Domain = "com.microsoft", From = 1 }),
        // The optimizer writes this one into ONNX's own domain.
        new("SimplifiedLayerNormalization", call => Norms.RootMeanSquare(call[0], call.Axis("axis", -1, call[0].dim()),
            call.Attributes.Float("epsilon", 1e-5f)) * call[1]) { From = 1 },
    ];

    private static string? SkipOutputs(OnnxNode node) =>
        node.Outputs.Skip(1).Take(2).Any(output => output.Length > 0) ? "with statistics as outputs" : null;

    private static Tensor?[] SkipLayer(NodeCall call)
    {
        Tensor sum = call[0].Plus(call[1]);
        if (call.Optional(4) is { } bias) sum = sum.Plus(bias);
        (Tensor unit, _, _) = Norms.Standardized(sum, [sum.dim() - 1], call.Attributes.Float("epsilon", 1e-12f));
        Tensor y = unit * call[2];
        return [call.Optional(3) is { } offset ? y.Plus(offset) : y, null, null, sum];
    }
}
