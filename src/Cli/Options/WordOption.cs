using System.CommandLine;
using System.CommandLine.Parsing;

namespace MomentsDnns.Cli.Options;

/// <summary>
/// An option whose values are words of its own: what is none of them ends with one line that names the rule.
/// </summary>
/// <typeparam name="TValue">What a word means; a nullable type, null where the option was left out.</typeparam>
internal abstract class WordOption<TValue> : Option<TValue>
{
    private readonly string _rule;

    /// <summary>Creates the option.</summary>
    /// <param name="name">With its dashes, such as <c>--boundary</c>.</param>
    /// <param name="description">For <c>--help</c>, the default included.</param>
    /// <param name="words">The words, for <c>--help</c>.</param>
    /// <param name="rule">What a value must be, and the remedy.</param>
    protected WordOption(string name, string description, string words, string rule) : base(name)
    {
        _rule = rule;
        Description = description;
        HelpName = words;
        CustomParser = Parse;
    }

    /// <summary>The value given, or null where the option was left out.</summary>
    public TValue? Given(ParseResult parsed) => parsed.GetValue(this);

    /// <summary>The rule of options whose words can be listed.</summary>
    protected static string OneOf(IEnumerable<string> words) =>
        $"must be one of {string.Join(", ", words)}; take one of them";

    /// <summary>What a word means; null where it means nothing.</summary>
    protected abstract TValue? Read(string text);

    private TValue? Parse(ArgumentResult result)
    {
        string text = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
        if (Read(text) is { } value) return value;
        result.AddError($"{Name} {text}: {_rule}");
        return default;
    }
}
