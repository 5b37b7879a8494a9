using MomentsDnns.Models.Onnx.Operators;

namespace MomentsDnns.Models.Onnx.Execution;

/// <summary>A node that runs each time, with places in place of names.</summary>
/// <param name="Node">The node.</param>
/// <param name="Operator">What runs it.</param>
/// <param name="Inputs">Where its inputs lie; -1 where one is left out.</param>
/// <param name="Outputs">Where its outputs go; -1 where one is not wanted.</param>
internal sealed record GraphStep(OnnxNode Node, Operator Operator, int[] Inputs, int[] Outputs)
{
    /// <summary>Places that no later step and no caller needs.</summary>
    public int[] Released { get; set; } = [];
}
