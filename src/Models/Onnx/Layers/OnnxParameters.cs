namespace MomentsDnns.Models.Onnx.Layers;

/// <summary>The constants of a network that training would change, as far as they are recognised.</summary>
public sealed class OnnxParameters
{
    private readonly HashSet<string> _names;

    internal OnnxParameters(IReadOnlyList<OnnxWeight> weights, IReadOnlyList<OnnxNorm> norms)
    {
        (Weights, Norms) = (weights, norms);
        Biases = [.. weights.Where(weight => weight.Bias is not null).Select(weight => weight.Bias!).Distinct()];
        _names = [.. weights.Select(weight => weight.Name), .. Biases,
            .. norms.SelectMany(norm => new[] { norm.Scale, norm.Offset, norm.Mean, norm.Variance }).OfType<string>()];
    }

    /// <summary>Weights of linear layers, in the order of the nodes; one that several share stands once.</summary>
    public IReadOnlyList<OnnxWeight> Weights { get; }

    /// <summary>Biases of linear layers.</summary>
    public IReadOnlyList<string> Biases { get; }

    /// <summary>
    /// Norms with constants, layer norms that are spelled out (ReduceMean .. Sqrt, Div, Mul, Add) among them.
    /// </summary>
    public IReadOnlyList<OnnxNorm> Norms { get; }

    /// <summary>Whether a value is one of them.</summary>
    /// <param name="name">The value's name.</param>
    public bool Contains(string name) => _names.Contains(name);
}
