using MomentsDnns.Models.Onnx.Operators;

namespace MomentsDnns.Models.Onnx.Execution;

/// <summary>Places for the values of a network, and when each is no longer needed.</summary>
internal sealed class GraphPlan
{
    private readonly Dictionary<string, int> _places = [];

    /// <summary>Lays out the nodes that run.</summary>
    /// <param name="nodes">The nodes, in order.</param>
    /// <param name="outputs">The values that the caller wants.</param>
    public GraphPlan(IEnumerable<OnnxNode> nodes, IEnumerable<string> outputs)
    {
        Steps = [.. nodes.Select(node => new GraphStep(node, OperatorCatalog.Of(node),
            [.. node.Inputs.Select(Place)], [.. node.Outputs.Select(Place)]))];
        HashSet<int> needed = [.. outputs.Select(Place)];
        foreach (GraphStep step in Enumerable.Reverse(Steps))
        {
            IEnumerable<int> places = step.Inputs.Concat(step.Outputs);
            step.Released = [.. places.Where(place => place >= 0 && needed.Add(place))];
        }
    }

    public IReadOnlyList<GraphStep> Steps { get; }

    public int Count => _places.Count;

    /// <summary>The place of a value, or null where nothing that runs uses it.</summary>
    public int? Find(string value) => _places.TryGetValue(value, out int place) ? place : null;

    /// <summary>The place of a value; -1 for one left out.</summary>
    public int Place(string value)
    {
        if (value.Length == 0) return -1;
        if (!_places.TryGetValue(value, out int place)) _places.Add(value, place = _places.Count);
        return place;
    }
}
