using System.Globalization;
using MomentsDnns.Benchmarks.Comparison.Verbs;

namespace MomentsDnns.Benchmarks.Comparison.Harness;

/// <summary>The options after a verb, each <c>--name value</c>.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> _values = [];
    private readonly IVerb _verb;

    private Arguments(IVerb verb) => _verb = verb;

    /// <summary>The word behind the verb that is no option; empty where there is none.</summary>
    public string Word { get; private set; } = "";

    /// <summary>Options and their values as they were given.</summary>
    public IReadOnlyDictionary<string, string> Given => _values;

    public static Arguments Parse(IVerb verb, ReadOnlySpan<string> words)
    {
        Arguments parsed = new(verb);
        for (int i = 0; i < words.Length; i++)
        {
            string name = words[i].StartsWith("--", StringComparison.Ordinal) ? words[i][2..] : "";
            if (i == 0 && name.Length == 0 && verb.TakesWord) parsed.Word = words[i];
            else if (!verb.Options.Contains(name) || i + 1 == words.Length) throw parsed.Fault($"{words[i]}?");
            else parsed._values[name] = words[++i];
        }

        return parsed;
    }

    /// <summary>A whole number of at least 1.</summary>
    public int Number(string name, int otherwise)
    {
        if (!_values.TryGetValue(name, out string? text)) return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= 1
            ? value
            : throw Fault($"--{name} {text} is no whole number of at least 1");
    }

    /// <summary>One of some words.</summary>
    public string Choice(string name, string otherwise, params IEnumerable<string> allowed)
    {
        string text = _values.GetValueOrDefault(name, otherwise);
        return allowed.Contains(text) ? text : throw Fault($"--{name} {text} is none of {string.Join(", ", allowed)}");
    }

    public string? Text(string name) => _values.GetValueOrDefault(name);

    private UsageException Fault(string what) => new($"{what}; usage: Comparison {_verb.Name} {_verb.Usage}");
}
