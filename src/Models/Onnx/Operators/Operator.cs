using static TorchSharp.torch;

namespace MomentsDnns.Models.Onnx.Operators;

/// <summary>How an operator is run, for a range of versions of its domain.</summary>
/// <param name="Name">Its name, such as <c>Conv</c>.</param>
/// <param name="Run">
/// Its outputs, null where one is not made: new tensors or the inputs themselves, never an input changed in place.
/// </param>
internal sealed record Operator(string Name, Func<NodeCall, Tensor?[]> Run)
{
    /// <summary>An operator of one output.</summary>
    public Operator(string name, Func<NodeCall, Tensor> run) : this(name, call => [run(call)])
    {
    }

    /// <summary>Its domain; empty for ONNX's own.</summary>
    public string Domain { get; init; } = "";

    /// <summary>
    /// The first version that it runs; 6 where nothing else is said, for most operators were written anew up to then.
    /// </summary>
    public long From { get; init; } = 6;

    /// <summary>The last version that it runs.</summary>
    public long To { get; init; } = long.MaxValue;

    /// <summary>Why it does not run a node, in words, or null: attributes that ask for what is not supported.</summary>
    public Func<OnnxNode, string?> Refusal { get; init; } = _ => null;

    /// <summary>Whether an output's floating numbers are differentiable functions of the inputs.</summary>
    public Func<OnnxNode, int, bool> Carries { get; init; } = (_, _) => true;

    /// <summary>For operators whose output is no differentiable function of their inputs.</summary>
    public static bool Never(OnnxNode node, int output) => false;

    /// <summary>For operators whose further outputs are positions or masks.</summary>
    public static bool FirstOnly(OnnxNode node, int output) => output == 0;
}
