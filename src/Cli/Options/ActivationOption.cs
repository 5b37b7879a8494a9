using System.CommandLine;
using System.CommandLine.Parsing;
using MomentsDnns.Architectures.Activations;
using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Cli.Options;

/// <summary><c>--activation</c>: one of <see cref="ActivationCatalog"/>.</summary>
internal sealed class ActivationOption : Option<ActivationKind?>
{
    private static readonly NetworkOptions Default = new();

    /// <summary>Creates the option.</summary>
    public ActivationOption() : base("--activation")
    {
        Description = $"Activation of each layer [default: {Default.Activation.Name}]";
        HelpName = string.Join("|", ActivationCatalog.All.Select(a => a.Name));
        CustomParser = Parse;
    }

    /// <summary>The activation given, or the default.</summary>
    public ActivationKind In(ParseResult parsed) => parsed.GetValue(this) ?? Default.Activation;

    private ActivationKind? Parse(ArgumentResult result)
    {
        string text = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
        if (ActivationCatalog.Find(text) is { } known) return known;
        result.AddError($"{Name} {text}: must be one of {string.Join(", ", ActivationCatalog.All.Select(a => a.Name))}; take one of them");
        return null;
    }
}
