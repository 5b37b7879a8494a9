namespace MomentsDnns.Models.Onnx.Layers;

/// <summary>The weight of a linear layer: a constant of Conv, ConvTranspose, Gemm or MatMul.</summary>
public sealed class OnnxWeight
{
    internal OnnxWeight(string name, OnnxNode node, long[] shape, int outAxis, int inAxis)
    {
        (Name, Node, Shape, OutAxis, InAxis) = (name, node, shape, outAxis, inAxis);
    }

    /// <summary>
    /// The name of its value, for <see cref="OnnxFunction.GetWeight"/>; the same for layers that share it.
    /// </summary>
    public string Name { get; }

    /// <summary>The first node that uses it.</summary>
    public OnnxNode Node { get; }

    /// <summary>Its sizes.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>The axis of output channels: all of them; in ConvTranspose those of one group.</summary>
    public int OutAxis { get; }

    /// <summary>The axis of input channels: those of one group; in ConvTranspose all of them.</summary>
    public int InAxis { get; }

    /// <summary>Groups of channels that are mapped apart.</summary>
    public long Groups { get; internal init; } = 1;

    /// <summary>Positions of a convolution's kernel; 1 elsewhere.</summary>
    public long ReceptiveSize { get; internal init; } = 1;

    /// <summary>The constant that is added to each output channel, or null.</summary>
    public string? Bias { get; internal set; }

    /// <summary>
    /// Products in the sum that makes an output: input channels of a group times <see cref="ReceptiveSize"/>. In a
    /// ConvTranspose of stride s, an output is a sum of s^-d times as many, on average over d dimensions.
    /// </summary>
    public long FanIn => Shape[InAxis] * ReceptiveSize / (IsTransposed ? Groups : 1);

    /// <summary>
    /// Outputs that an input goes into: output channels of a group times <see cref="ReceptiveSize"/>.
    /// </summary>
    public long FanOut => Shape[OutAxis] * ReceptiveSize / (IsTransposed ? 1 : Groups);

    /// <summary>Name, operator and sizes.</summary>
    public override string ToString() => $"{Name} ({Node.OpType}, [{string.Join(", ", Shape)}])";

    private bool IsTransposed => Node.OpType == "ConvTranspose";
}
