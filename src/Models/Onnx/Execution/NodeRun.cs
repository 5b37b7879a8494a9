using MomentsDnns.Models.Onnx.Operators;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Models.Onnx.Execution;

/// <summary>Runs one node.</summary>
internal static class NodeRun
{
    /// <summary>
    /// The outputs of a node, as handles of their own, which belong to no scope: the caller disposes of them.
    /// </summary>
    /// <param name="runner">What runs it.</param>
    /// <param name="call">The node and its inputs.</param>
    /// <param name="path">The file, for faults.</param>
    /// <exception cref="InvalidDataException">It cannot be run on these inputs; one line.</exception>
    public static Tensor?[] Of(Operator runner, NodeCall call, string path)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor?[] outputs;
        try
        {
            outputs = runner.Run(call);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            string reason = e.Message.Split('\n')[0].TrimEnd('\r', '.');
            string shapes = string.Join(", ", call.All.Select(input => $"[{string.Join(", ", input.shape)}]"));
            string node = $"node '{call.Node.Name}' ({call.Node.OpType})";
            throw OnnxFault.Of(path, $"{node} cannot be run on {shapes}: {reason}",
                "give inputs of the sizes that the network was made for", e);
        }

        Tensor[] inputs = call.All;
        for (int i = 0; i < outputs.Length; i++)
        {
            if (outputs[i] is not { } output) continue;
            // Each value is disposed of on its own: an input handed through becomes a second handle.
            bool shared = inputs.Any(input => ReferenceEquals(input, output)) || outputs.Take(i).Contains(output);
            outputs[i] = (shared ? output.alias() : output).DetachFromDisposeScope();
        }

        return outputs;
    }
}
