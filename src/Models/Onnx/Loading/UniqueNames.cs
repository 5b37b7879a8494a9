namespace MomentsDnns.Models.Onnx.Loading;

/// <summary>Names of which none is given twice.</summary>
internal sealed class UniqueNames
{
    private readonly HashSet<string> _used = [];
    private readonly Dictionary<string, int> _repeats = [];

    /// <summary>A name as it is, which is none of <see cref="Unused"/>'s from then on.</summary>
    public string Taken(string name)
    {
        _used.Add(name);
        return name;
    }

    /// <summary>The name, or where it is used with the first number behind it that makes another.</summary>
    public string Unused(string name)
    {
        if (_used.Add(name)) return name;
        int number = _repeats.GetValueOrDefault(name, 1);
        string numbered;
        do
        {
            numbered = $"{name}_{++number}";
        }
        while (!_used.Add(numbered));
        _repeats[name] = number;
        return numbered;
    }
}
