using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace MomentsDnns.Cli.Options;

/// <summary><c>--noise</c>: an infinitesimal noise, or a finite one with its amplitude.</summary>
internal sealed class NoiseOption : Option<NoiseChoice?>
{
    private const string Tangent = "tangent", Finite = "finite:";

    /// <summary>Creates the option.</summary>
    public NoiseOption() : base("--noise")
    {
        Description = "The noise: infinitesimal (tangent), or a perturbed copy x + A dx, A in standard deviations of the signal [default: tangent]";
        HelpName = $"{Tangent}|{Finite}A";
        CustomParser = Parse;
    }

    /// <summary>The amplitude of a finite noise; null for a tangent.</summary>
    public double? Amplitude(ParseResult parsed) => parsed.GetValue(this)?.Amplitude;

    private NoiseChoice? Parse(ArgumentResult result)
    {
        string text = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
        if (text == Tangent) return new NoiseChoice(null);
        if (text.StartsWith(Finite, StringComparison.Ordinal)
            && double.TryParse(text[Finite.Length..], NumberStyles.Float, CultureInfo.InvariantCulture, out double amplitude))
        {
            return new NoiseChoice(amplitude);
        }

        result.AddError($"{Name} {text}: must be {Tangent} or {Finite} and a number; write it like {Finite}0.01");
        return null;
    }
}
