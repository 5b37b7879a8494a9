using MomentsDnns.Models.Onnx.Operators;

namespace MomentsDnns.Models.Onnx.Flow;

/// <summary>
/// Where a signal goes in a network: which nodes it reaches on its way from one value to another, and which of them all
/// of it passes.
/// </summary>
/// <remarks>
/// Only what carries floating numbers as a differentiable function counts: a Reshape is reached by its data, not by the
/// shape that was computed of them.
/// </remarks>
public sealed class SignalFlow
{
    private readonly HashSet<OnnxNode> _reached, _main;

    private SignalFlow(IReadOnlyList<OnnxNode> reached, IReadOnlyList<OnnxNode> main)
    {
        (Reached, MainPath) = (reached, main);
        (_reached, _main) = ([.. reached], [.. main]);
    }

    /// <summary>The nodes on any path, in order.</summary>
    public IReadOnlyList<OnnxNode> Reached { get; }

    /// <summary>The nodes on every path, in order: at each, nothing of the signal passes by.</summary>
    public IReadOnlyList<OnnxNode> MainPath { get; }

    /// <summary>Whether a node lies on any path.</summary>
    /// <param name="node">A node of the network.</param>
    public bool Reaches(OnnxNode node) => _reached.Contains(node);

    /// <summary>Whether a node lies on every path.</summary>
    /// <param name="node">A node of the network.</param>
    public bool IsOnMainPath(OnnxNode node) => _main.Contains(node);

    /// <summary>Follows a signal through the nodes that run.</summary>
    /// <param name="function">The network.</param>
    /// <param name="from">The value where it begins: an input, or an output of a node, which is reached itself.</param>
    /// <param name="to">The value where it ends: an output of the network, or of a node.</param>
    /// <exception cref="ArgumentException">There is no such value.</exception>
    public static SignalFlow Of(OnnxFunction function, string from, string to)
    {
        string end = function.Model.Graph.Outputs
            .FirstOrDefault(output => output.Name == to, (Name: to, Value: to)).Value;
        IReadOnlyList<OnnxNode> nodes = function.Nodes;
        RequireValue(function, from, nameof(from));
        RequireValue(function, end, nameof(to));
        HashSet<string> carrying = [from];
        List<OnnxNode> forward = [];
        foreach (OnnxNode node in nodes)
        {
            bool begins = node.Outputs.Contains(from);
            if (!begins && !node.Inputs.Any(carrying.Contains)) continue;
            string[] carried = begins ? [from] : [.. Carried(node)];
            if (carried.Length == 0) continue;
            carrying.UnionWith(carried);
            forward.Add(node);
        }

        HashSet<string> wanted = [end];
        List<OnnxNode> reached = [];
        foreach (OnnxNode node in Enumerable.Reverse(forward))
        {
            bool leads = node.Outputs.Any(output => carrying.Contains(output) && wanted.Contains(output));
            if (!leads) continue;
            reached.Add(node);
            if (!node.Outputs.Contains(from)) wanted.UnionWith(node.Inputs.Where(carrying.Contains));
        }

        reached.Reverse();
        return new SignalFlow(reached, OnEveryPath(reached, from, end));
    }

    private static IEnumerable<string> Carried(OnnxNode node)
    {
        Operator known = OperatorCatalog.Of(node);
        return node.Outputs.Where((output, index) => output.Length > 0 && known.Carries(node, index));
    }

    // Every node here lies on some path. All paths pass a node where no value leads from a place before it to one
    // behind.
    private static List<OnnxNode> OnEveryPath(List<OnnxNode> reached, string from, string to)
    {
        Dictionary<string, int> madeAt = new() { [from] = -1 };
        int[] furthest = new int[reached.Count + 1];
        Array.Fill(furthest, -1);
        for (int i = 0; i < reached.Count; i++)
        {
            bool begins = reached[i].Outputs.Contains(from);
            foreach (string input in begins ? [] : reached[i].Inputs)
            {
                if (madeAt.TryGetValue(input, out int at)) furthest[at + 1] = i;
            }

            foreach (string output in begins ? [from] : Carried(reached[i])) madeAt[output] = i;
        }

        // The output may be one of several of its node, or leave the network before the last node.
        if (madeAt.TryGetValue(to, out int end)) furthest[end + 1] = Math.Max(furthest[end + 1], reached.Count);
        List<OnnxNode> main = [];
        int reach = reached.Count > 0 && reached[0].Outputs.Contains(from) ? -1 : furthest[0];
        for (int i = 0; i < reached.Count; i++)
        {
            if (reach <= i) main.Add(reached[i]);
            reach = Math.Max(reach, furthest[i + 1]);
        }

        return main;
    }

    private static void RequireValue(OnnxFunction function, string name, string parameter)
    {
        bool known = function.Inputs.Any(input => input.Name == name)
            || function.Nodes.Any(node => node.Outputs.Contains(name));
        if (known) return;
        throw new ArgumentException($"{name}: the network has no value of this name; name an input, an output or what "
            + "a node makes", parameter);
    }
}
