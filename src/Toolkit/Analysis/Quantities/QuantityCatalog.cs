using MomentsDnns.Architectures.Text;
using MomentsDnns.Results;

namespace MomentsDnns.Analysis.Quantities;

/// <summary>
/// The quantities known by name: these, the increment of chi over any part of a topology, <c>delta_PART_chi</c>, and
/// any statistic at any place, such as <c>mu4_signal@norm</c>.
/// </summary>
public static class QuantityCatalog
{
    private const string Before = "delta_", After = "_chi";

    /// <summary>Those that runs of any architectures share: the panels of a comparison.</summary>
    public static IReadOnlyList<Quantity> Shared { get; } =
    [
        Quantity.Chi, Quantity.Increment, Quantity.VarianceShare,
        Quantity.SignalPower, Quantity.SignalRank, Quantity.NoiseRank,
    ];

    /// <summary>Those of nets whose layers differ alone.</summary>
    public static IReadOnlyList<Quantity> OfSites { get; } =
    [
        SiteQuantities.PathIncrement, SiteQuantities.SignalRankShare, SiteQuantities.NoiseRankShare,
        SiteQuantities.Kurtosis,
    ];

    private static readonly NamedKinds<Quantity> Kinds = new("quantity", quantity => [quantity.Name], _ => null,
    [
        .. Shared, Quantity.LayerIncrement, Quantity.NormIncrement, Quantity.ActivationIncrement,
        Quantity.IncrementOver("convolution"), Quantity.UnitIncrement, Quantity.BranchShare, Quantity.NoiseGrowth,
        .. OfSites, .. TrainingQuantities.All,
    ]);

    /// <summary>Every quantity that has a name of its own.</summary>
    public static IReadOnlyList<Quantity> All => Kinds.All;

    /// <summary>What a name must be, such as <c>must be one of chi, increment, ..</c>.</summary>
    public static string Rule =>
        $"must be one of {string.Join(", ", All.Select(q => q.Name))}, or a statistic at a place, as mu4_signal@norm";

    /// <summary>The quantity of a name, or null.</summary>
    /// <param name="name">As on the command line.</param>
    public static Quantity? Find(string name)
    {
        if (Kinds.Find(name) is { } known) return known;
        if (name.Split('@') is [var statistic, var place] && Statistic.Find(statistic) is { } found && IsWord(place))
            return Quantity.At(found, place);
        return name.StartsWith(Before, StringComparison.Ordinal) && name.EndsWith(After, StringComparison.Ordinal)
            && name.Length > Before.Length + After.Length
            && name[Before.Length..^After.Length] is var part && IsWord(part)
            ? Quantity.IncrementOver(part)
            : null;
    }

    /// <summary>Makes a quantity known. Again the same one: no effect. May be called from any thread.</summary>
    /// <param name="quantity">The quantity.</param>
    /// <returns>The one known.</returns>
    /// <exception cref="ArgumentException">Another has the name, or the name is none.</exception>
    public static Quantity Register(Quantity quantity) => Kinds.Register(quantity);

    private static bool IsWord(string text) => text.Length > 0
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.');
}
