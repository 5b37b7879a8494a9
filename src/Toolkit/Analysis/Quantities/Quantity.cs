using System.Diagnostics.CodeAnalysis;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using MomentsDnns.Results.Facts;

namespace MomentsDnns.Analysis.Quantities;

/// <summary>
/// What can be told of a run over depth, by name: in figures, tables, comparisons, sweeps and theory. A new one is a
/// line, <see cref="QuantityCatalog.Register"/>. Equal by name.
/// </summary>
public sealed record Quantity
{
    private static readonly Func<NetworkFacts, Location?> Input = facts => facts.Input, Output = facts => facts.Output,
        Branch = facts => facts.Branch is null ? null : facts.Find(SiteRoles.Branch), Ranked = facts => facts.Activated;

    private static readonly Dictionary<string, (string Mark, string Text, string Symbol)> KnownParts = new()
    {
        ["layer"] = ("delta", "delta chi", "delta chi^l"),
        ["normalization"] = ("delta_BN", "delta_BN chi", "delta_BN chi^l"),
        ["activation"] = ("delta_phi", "delta_phi chi", "delta_phi chi^l"),
        ["convolution"] = ("delta_conv", "delta_conv chi", "delta_conv chi^l"),
        ["unit"] = ("delta_unit", "delta chi of the unit", "delta chi^l of the unit"),
    };

    private IReadOnlyList<Source> _sources = [];
    private bool? _spansDecades;

    /// <summary>chi, the normalized sensitivity.</summary>
    public static Quantity Chi { get; } = Of(new(Statistic.Chi, Output), "chi", "chi", "chi^l",
        "The normalized sensitivity at the output of each layer or unit.", reference: 1);

    /// <summary>delta chi, the growth of chi over the whole layer or unit.</summary>
    public static Quantity Increment { get; } = IncrementOf(new(Statistic.Chi, Output), new(Statistic.Chi, Input),
        "increment", "delta chi", "delta chi^l", "chi at the output of each layer or unit over chi at its input.");

    /// <summary>mu_2(x) / nu_2(x), the share of the signal's mean square that is variance.</summary>
    public static Quantity VarianceShare { get; } = Ratio(
        new(Statistic.Mu2Signal, Output), new(Statistic.Nu2Signal, Output), "variance-share", "mu_2/nu_2",
        "mu_2(*x*^l) / nu_2(*x*^l)", "The share of the signal's mean square that is variance, at the output.", 1);

    /// <summary>nu_2(x), the mean square of the signal.</summary>
    public static Quantity SignalPower { get; } = Of(new(Statistic.Nu2Signal, Output),
        "signal-power", "nu_2", "nu_2(*x*^l)", "The mean square of the signal at the output of each layer or unit.");

    /// <summary>r_eff(x), behind the (unit's first) activation.</summary>
    public static Quantity SignalRank { get; } = Of(new(Statistic.EffectiveRankSignal, Ranked),
        "signal-rank", "r_eff(x)", "r_eff(*x*^l)", "Effective rank of the signal behind the (first) activation.",
        1) with
    { SpansDecades = true };

    /// <summary>r_eff(dx), behind the (unit's first) activation.</summary>
    public static Quantity NoiseRank { get; } = Of(new(Statistic.EffectiveRankNoise, Ranked),
        "noise-rank", "r_eff(dx)", "r_eff(d*x*^l)", "Effective rank of the noise behind the (first) activation.",
        1) with
    { SpansDecades = true };

    /// <summary>delta chi of a layer; in a residual unit of its first layer.</summary>
    public static Quantity LayerIncrement { get; } = IncrementOver("layer");

    /// <summary>delta_BN chi, over convolution and normalization; in a residual unit over the first norm.</summary>
    public static Quantity NormIncrement { get; } = IncrementOver("normalization");

    /// <summary>delta_phi chi, over the activation; in a residual unit with the convolution behind it.</summary>
    public static Quantity ActivationIncrement { get; } = IncrementOver("activation");

    /// <summary>delta chi of a residual unit.</summary>
    public static Quantity UnitIncrement { get; } = IncrementOver("unit");

    /// <summary>p, the share of the residual branch in the variance of a unit's output.</summary>
    public static Quantity BranchShare { get; } = Ratio(
        new(Statistic.Mu2Signal, Branch), new(Statistic.Mu2Signal, Output), "branch-share", "share of the branch",
        "share of the residual branch", "mu_2 at the end of the residual branch over mu_2 of the unit's output.");

    /// <summary>The growth of mu_2(dx) over a layer or unit.</summary>
    public static Quantity NoiseGrowth { get; } = Ratio(new(Statistic.Mu2Noise, Output), new(Statistic.Mu2Noise, Input),
        "noise-growth", "growth of mu_2(dx)", "growth of mu_2(d*x*^l)",
        "mu_2 of the noise at the output of each layer or unit over that at its input.") with
    { AveragesLogarithms = true };

    /// <summary>The name, as on the command line: lower-case letters, digits and dashes.</summary>
    public required string Name { get; init; }

    /// <summary>The symbol on figures, in the markup of labels.</summary>
    public required string Symbol { get; init; }

    /// <summary>The same in tables, as plain text; the name by default.</summary>
    [field: AllowNull]
    public string Text { get => field ?? Name; init; }

    /// <summary>What it is, in one sentence.</summary>
    public required string Definition { get; init; }

    /// <summary>Whether its values are kept as natural logarithms.</summary>
    public bool IsLogarithmic { get; init; }

    /// <summary>Whether its number over simulations is the mean of logarithms, as of chi and nu_2.</summary>
    public bool AveragesLogarithms { get; init; }

    /// <summary>Whether figures and maps give its log10; by default where logarithms are kept.</summary>
    public bool SpansDecades { get => _spansDecades ?? IsLogarithmic; init => _spansDecades = value; }

    /// <summary>Whether it is an increment of chi: the ratio in each simulation.</summary>
    public bool IsIncrement { get; init; }

    /// <summary>A value to compare with, drawn as a thin line; null: none.</summary>
    public double? Reference { get; init; }

    /// <summary>Whether it is of nets whose layers differ alone, which no experiment of ours builds.</summary>
    internal bool IsOfSites { get; init; }

    /// <summary>
    /// Its definition: takes a run and gives the value, as kept, by row of the simulation and column of the depth; null
    /// where the run does not hold it.
    /// </summary>
    public required Func<RunResults, Func<int, int, double>?> Values { get; init; }

    /// <summary>The growth of chi over a part of a layer or unit, by the run's own facts.</summary>
    /// <param name="part">As <see cref="IncrementSpan.Part"/>.</param>
    public static Quantity IncrementOver(string part)
    {
        (string mark, string text, string symbol) = KnownParts.TryGetValue(part, out (string, string, string) known)
            ? known
            : ($"delta_{part}", $"delta_{part} chi", $"delta_{{\"{part}\"}} chi^l");
        return IncrementOf(
            new(Statistic.Chi, facts => facts.Find(part)?.After), new(Statistic.Chi, facts => facts.Find(part)?.Before),
            mark + "_chi", text, symbol, $"chi behind the {part} over chi before it.");
    }

    /// <summary>The increments of chi that a net has, in its order.</summary>
    /// <param name="facts">What is known of the net.</param>
    public static IEnumerable<Quantity> IncrementsOf(NetworkFacts facts) =>
        facts.Increments.Select(span => IncrementOver(span.Part));

    /// <summary>A statistic at a place.</summary>
    /// <param name="statistic">The statistic.</param>
    /// <param name="place">The place.</param>
    public static Quantity At(Statistic statistic, Location place) => At(statistic, place.Name, _ => place);

    /// <summary>A statistic at a place by its name, which a net may have or not.</summary>
    internal static Quantity At(Statistic statistic, string place) =>
        At(statistic, place, f => f.Places.Cast<Location?>().FirstOrDefault(p => p!.Value.Name == place));

    /// <summary>Its values over a run; null where the run does not hold it.</summary>
    /// <param name="run">The run.</param>
    public QuantityCurve? Find(RunResults run) =>
        Values(run) is { } value ? new(this, CurveTables.Table(run.Simulations.Count, run.Depths.Count, value)) : null;

    /// <summary>Its values over a run.</summary>
    /// <param name="run">The run.</param>
    /// <exception cref="InvalidDataException">The run does not hold it.</exception>
    public QuantityCurve Get(RunResults run) => Find(run) ?? throw new InvalidDataException($"the run holds no {Name}");

    /// <summary>Why an experiment's runs cannot hold it; null where they may.</summary>
    /// <param name="experiment">The experiment.</param>
    public OptionFault? Fault(ExperimentConfiguration experiment)
    {
        if (_sources.Any(s => !experiment.EffectiveRank.Takes(s.Statistic)))
        {
            return new(nameof(Quantity), Name, $"is not recorded with {{EffectiveRankChoice.{experiment.EffectiveRank}|"
                + $"effective-rank {OptionText.Of(experiment.EffectiveRank)}}}", "take {EffectiveRankChoice.Both}");
        }

        if (IsOfSites)
            return new(nameof(Quantity), Name, "is of networks whose layers differ alone", "take another");
        return Fault(NetworkFacts.Of(experiment));
    }

    /// <summary>Why runs of a net cannot hold it; null where they may.</summary>
    /// <param name="facts">Of the net.</param>
    public OptionFault? Fault(NetworkFacts facts) =>
        _sources.All(s => s.Place(facts) is { } place && facts.Places.Contains(place)) ? null
            : new(nameof(Quantity), Name, $"is not of this net, whose places are {string.Join(", ", facts.Places)}",
            "take another");

    /// <inheritdoc/>
    public bool Equals(Quantity? other) => other is not null && Name == other.Name;

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    private static Quantity At(Statistic statistic, string place, Func<NetworkFacts, Location?> find) =>
        Of(new(statistic, find), $"{statistic.Name}@{place}", $"{statistic.Name}, {place}",
            StatisticSymbols.Of(statistic, place), $"{statistic.Name} at the place {place} of each layer or unit.",
            statistic == Statistic.Chi ? 1 : null);

    private static Quantity Of(
        Source source, string name, string text, string symbol, string definition, double? reference = null) => new()
        {
            Name = name,
            Text = text,
            Symbol = symbol,
            Definition = definition,
            Reference = reference,
            IsLogarithmic = source.Statistic.IsLogarithmic,
            AveragesLogarithms = source.Statistic.AveragesLogarithms,
            Values = run => source.Find(run) is { } curve ? (s, d) => curve[s, d] : null,
            _sources = [source],
        };

    // Of two statistics that are kept as logarithms: their ratio in each simulation, kept so too.
    private static Quantity Ratio(
        Source above, Source below, string name, string text, string symbol, string definition,
        double? reference = null) =>
        Of(above, name, text, symbol, definition, reference) with
        {
            AveragesLogarithms = false,
            Values = run => above.Find(run) is { } over && below.Find(run) is { } under
                ? (s, d) => over[s, d] - under[s, d] : null,
            _sources = [above, below],
        };

    private static Quantity IncrementOf(
        Source after, Source before, string name, string text, string symbol, string definition) =>
        Ratio(after, before, name, text, symbol, definition, 1) with { IsIncrement = true, SpansDecades = false };

    // A recorded statistic that it is made of, and where it is taken in a net; null: the net has no such place.
    private sealed record Source(Statistic Statistic, Func<NetworkFacts, Location?> Place)
    {
        public Curve? Find(RunResults run) => Place(run.Facts) is { } place ? run.Find(Statistic, place) : null;
    }
}
