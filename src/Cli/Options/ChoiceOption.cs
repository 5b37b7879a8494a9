using System.CommandLine;
using System.CommandLine.Parsing;
using MomentsDnns.Results;

namespace MomentsDnns.Cli.Options;

/// <summary>An option whose values are the names of an enumeration, in lower case with dashes.</summary>
internal sealed class ChoiceOption<T> : Option<T?>
    where T : struct, Enum
{
    private readonly T _fallback;

    /// <summary>Creates the option.</summary>
    /// <param name="name">With its dashes, such as <c>--boundary</c>.</param>
    /// <param name="description">For <c>--help</c>; the default is added.</param>
    /// <param name="fallback">The default.</param>
    public ChoiceOption(string name, string description, T fallback) : base(name)
    {
        _fallback = fallback;
        Description = $"{description} [default: {OptionText.Of(fallback)}]";
        HelpName = string.Join("|", Names);
        CustomParser = Parse;
    }

    private static IEnumerable<string> Names => Enum.GetValues<T>().Select(OptionText.Of);

    /// <summary>The value given, or the default.</summary>
    public T In(ParseResult parsed) => Given(parsed) ?? _fallback;

    /// <summary>The value given, or null where the option was left out.</summary>
    public T? Given(ParseResult parsed) => parsed.GetValue(this);

    private T? Parse(ArgumentResult result)
    {
        string text = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
        if (OptionText.TryParse(text, out T value)) return value;
        result.AddError($"{Name} {text}: must be one of {string.Join(", ", Names)}; take one of them");
        return null;
    }
}
