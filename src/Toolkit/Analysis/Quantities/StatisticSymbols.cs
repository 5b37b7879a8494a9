using MomentsDnns.Results;

namespace MomentsDnns.Analysis.Quantities;

/// <summary>Symbols of statistics at places: y before the norm, z behind it, x elsewhere.</summary>
internal static class StatisticSymbols
{
    // {0}: the letter of what passes at the place.
    private static readonly Dictionary<Statistic, string> Symbols = new()
    {
        [Statistic.Nu1AbsSignal] = "nu_1(|*{0}*^l|)",
        [Statistic.Nu2Signal] = "nu_2(*{0}*^l)",
        [Statistic.Mu2Signal] = "mu_2(*{0}*^l)",
        [Statistic.Mu4Signal] = "mu_4(*{0}*^l)",
        [Statistic.Mu2Noise] = "mu_2(d*{0}*^l)",
        [Statistic.EffectiveRankSignal] = "r_eff(*{0}*^l)",
        [Statistic.EffectiveRankNoise] = "r_eff(d*{0}*^l)",
        [Statistic.DirectionSpread] = "1 - \"E\" cos(*{0}*^l, *{0}*'^l)",
    };

    /// <summary>The symbol; where there is none, or the letter does not tell the place, the names.</summary>
    /// <param name="statistic">The statistic.</param>
    /// <param name="place">The place's name.</param>
    public static string Of(Statistic statistic, string place) => (Symbols.GetValueOrDefault(statistic), place) switch
    {
        ({ } symbol, "convolution") => symbol.Replace("{0}", "y", StringComparison.Ordinal),
        ({ } symbol, "norm") => symbol.Replace("{0}", "z", StringComparison.Ordinal),
        ({ } symbol, "activation") => symbol.Replace("{0}", "x", StringComparison.Ordinal),
        ({ } symbol, _) => symbol.Replace("{0}", "x", StringComparison.Ordinal) + $"\", {place}\"",
        _ => $"\"{statistic.Name}, {place}\"",
    };
}
