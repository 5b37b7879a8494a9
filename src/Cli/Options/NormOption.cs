using System.CommandLine;
using System.CommandLine.Parsing;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;

namespace MomentsDnns.Cli.Options;

/// <summary><c>--norm</c>: the kinds of normalization, group norm with its number of groups.</summary>
internal sealed class NormOption : Option<NormChoice?>
{
    private static readonly NetworkOptions Default = new();

    /// <summary>Creates the option.</summary>
    public NormOption() : base("--norm")
    {
        Description = $"Normalization of each layer; group norm has {Default.NormGroups} groups where G is left out [default: {OptionText.Of(Default.Norm)}]";
        HelpName = string.Join("|", Names);
        CustomParser = Parse;
    }

    private static IEnumerable<string> Names =>
        Enum.GetValues<NormKind>().Select(k => k == NormKind.Group ? $"{OptionText.Of(k)}[:G]" : OptionText.Of(k));

    /// <summary>The value given, or null where the option was left out.</summary>
    public NormChoice? Given(ParseResult parsed) => parsed.GetValue(this);

    private NormChoice? Parse(ArgumentResult result)
    {
        string text = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
        if (NormChoice.Parse(text) is { } choice) return choice;
        result.AddError($"{Name} {text}: must be one of {string.Join(", ", Names)}; take one of them");
        return null;
    }
}
