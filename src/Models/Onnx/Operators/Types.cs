using MomentsDnns.Models.Onnx.Format;
using static TorchSharp.torch;

namespace MomentsDnns.Models.Onnx.Operators;

/// <summary>
/// Changes of the elements' type. All floating types are one here: a cast to 16 bits rounds nothing.
/// </summary>
internal static class Types
{
    public static Operator[] All { get; } =
    [
        new("Cast", call => To(call[0], (ElementType)call.Attributes.Int("to", 1), call.Floating))
        {
            Refusal = node => Refused(node.Attributes, "to"),
            Carries = (node, _) => ((ElementType)node.Attributes.Int("to", 1)).IsFloating(),
        },
        new("CastLike", call => call[0].to_type(call[1].dtype)),
        new("Dropout", Kept) { Carries = Operator.FirstOnly },
    ];

    /// <summary>Why a type that an attribute names cannot be held, or null.</summary>
    public static string? Refused(OnnxAttributes attributes, string name)
    {
        int type = unchecked((int)attributes.Int(name, 1));
        return ((ElementType)type).IsHeld() ? null : $"to {ElementTypes.NameOf(type)}";
    }

    /// <summary>Nothing is refused of a tensor that was read; one that could not be is absent.</summary>
    public static string? Refused(TensorData? tensor) =>
        tensor is null || tensor.Type.IsHeld() ? null : "of such a type";

    private static Tensor To(Tensor x, ElementType type, ScalarType floating)
    {
        Tensor cast = x.to_type(type.Held(floating));
        long mask = type switch { ElementType.UInt16 => 0xFFFF, ElementType.UInt32 => 0xFFFF_FFFF, _ => 0 };
        if (mask == 0 || x.dtype == ScalarType.Bool) return cast;
        using Tensor bits = tensor(mask, ScalarType.Int64).to_type(cast.dtype);
        return cast.bitwise_and(bits);
    }

    // Statistics are taken of the whole network: nothing is dropped, in training mode either.
    private static Tensor?[] Kept(NodeCall call) =>
        [call[0], call.Wants(1) ? ones_like(call[0], ScalarType.Bool) : null];
}
