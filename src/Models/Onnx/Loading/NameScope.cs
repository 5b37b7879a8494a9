namespace MomentsDnns.Models.Onnx.Loading;

/// <summary>
/// What the names of values mean within a graph: a branch sees those of the graph around it, a function none.
/// </summary>
/// <param name="prefix">Put before the names that it makes.</param>
/// <param name="around">The scope around it.</param>
/// <param name="versions">The versions of the operators, by domain.</param>
/// <param name="arguments">
/// Attributes of a function's call, to which those in its nodes may refer; null outside.
/// </param>
internal sealed class NameScope(
    string prefix, NameScope? around, IReadOnlyDictionary<string, long> versions,
    IReadOnlyDictionary<string, Format.AttributeProto>? arguments)
{
    private readonly Dictionary<string, string> _meanings = [];

    public string Prefix => prefix;

    public IReadOnlyDictionary<string, long> Versions => versions;

    public IReadOnlyDictionary<string, Format.AttributeProto>? Arguments => arguments;

    /// <summary>The value that a name stands for here, or null.</summary>
    public string? Find(string name) => _meanings.GetValueOrDefault(name) ?? around?.Find(name);

    /// <summary>Gives a name a meaning; false where it has one here.</summary>
    public bool Define(string name, string value) => _meanings.TryAdd(name, value);
}
