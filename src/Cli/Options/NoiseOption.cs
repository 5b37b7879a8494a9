using System.CommandLine;
using System.Globalization;

namespace MomentsDnns.Cli.Options;

/// <summary><c>--noise</c>: an infinitesimal noise, or a finite one with its amplitude.</summary>
internal sealed class NoiseOption() : WordOption<NoiseChoice?>("--noise",
    $"The noise: infinitesimal ({Tangent}), or a perturbed copy x + A dx, A in standard deviations of the signal [default: {Tangent}]",
    $"{Tangent}|{Finite}A", $"must be {Tangent} or {Finite} and a number; write it like {Finite}0.01")
{
    private const string Tangent = "tangent", Finite = "finite:";

    /// <summary>The amplitude of a finite noise; null for a tangent.</summary>
    public double? Amplitude(ParseResult parsed) => Given(parsed)?.Amplitude;

    /// <inheritdoc/>
    protected override NoiseChoice? Read(string text) => text == Tangent ? new NoiseChoice(null)
        : text.StartsWith(Finite, StringComparison.Ordinal)
            && double.TryParse(text[Finite.Length..], NumberStyles.Float, CultureInfo.InvariantCulture, out double amplitude)
        ? new NoiseChoice(amplitude)
        : null;
}
