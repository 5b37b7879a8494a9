using System.Diagnostics.CodeAnalysis;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using MomentsDnns.Results.Facts;

namespace MomentsDnns.Analysis.Quantities;

/// <summary>
/// What can be told of a run over depth, by name: of figures, tables, comparisons, sweeps and theory. A new one is a line,
/// <see cref="QuantityCatalog.Register"/>. Equal by name.
/// </summary>
public sealed record Quantity
{
    private static readonly Dictionary<string, (string Name, string Text, string Symbol)> KnownParts = new()
    {
        ["layer"] = ("delta_chi", "delta chi", "delta chi^l"),
        ["normalization"] = ("delta_BN_chi", "delta_BN chi", "delta_BN chi^l"),
        ["activation"] = ("delta_phi_chi", "delta_phi chi", "delta_phi chi^l"),
        ["convolution"] = ("delta_conv_chi", "delta_conv chi", "delta_conv chi^l"),
        ["unit"] = ("delta_unit_chi", "delta chi of the unit", "delta chi^l of the unit"),
    };

    private IReadOnlyList<QuantitySource> _sources = [];
    private bool? _spansDecades;

    /// <summary>chi, the normalized sensitivity.</summary>
    public static Quantity Chi { get; } = Of(new(Statistic.Chi, facts => facts.Output)) with
    {
        Name = "chi",
        Text = "chi",
        Symbol = "chi^l",
        Definition = "The normalized sensitivity at the output of each layer or unit.",
        Reference = 1,
    };

    /// <summary>delta chi, the growth of chi over the whole layer or unit.</summary>
    public static Quantity Increment { get; } = Ratio(new(Statistic.Chi, facts => facts.Output), Statistic.Chi, _ => Location.Input) with
    {
        Name = "increment",
        Text = "delta chi",
        Symbol = "delta chi^l",
        Definition = "chi at the output of each layer or unit over chi at its input.",
        IsIncrement = true,
        SpansDecades = false,
        Reference = 1,
    };

    /// <summary>mu_2(x) / nu_2(x), the share of the signal's mean square that is variance: 0 for a zero-dimensional signal.</summary>
    public static Quantity VarianceShare { get; } =
        Ratio(new(Statistic.Mu2Signal, facts => facts.Output), Statistic.Nu2Signal, facts => facts.Output) with
        {
            Name = "variance-share",
            Text = "mu_2/nu_2",
            Symbol = "mu_2(*x*^l) / nu_2(*x*^l)",
            Definition = "The share of the signal's mean square that is variance, at the output of each layer or unit.",
            Reference = 1,
        };

    /// <summary>nu_2(x), the mean square of the signal.</summary>
    public static Quantity SignalPower { get; } = Of(new(Statistic.Nu2Signal, facts => facts.Output)) with
    {
        Name = "signal-power",
        Text = "nu_2",
        Symbol = "nu_2(*x*^l)",
        Definition = "The mean square of the signal at the output of each layer or unit.",
    };

    /// <summary>r_eff(x), behind the (unit's first) activation.</summary>
    public static Quantity SignalRank { get; } = Rank(Statistic.EffectiveRankSignal) with
    {
        Name = "signal-rank",
        Text = "r_eff(x)",
        Symbol = "r_eff(*x*^l)",
        Definition = "The effective rank of the signal behind the (unit's first) activation.",
    };

    /// <summary>r_eff(dx), behind the (unit's first) activation.</summary>
    public static Quantity NoiseRank { get; } = Rank(Statistic.EffectiveRankNoise) with
    {
        Name = "noise-rank",
        Text = "r_eff(dx)",
        Symbol = "r_eff(d*x*^l)",
        Definition = "The effective rank of the noise behind the (unit's first) activation.",
    };

    /// <summary>delta chi of a layer; in a residual unit of its first layer.</summary>
    public static Quantity LayerIncrement { get; } = IncrementOver("layer");

    /// <summary>delta_BN chi, over convolution and normalization; in a residual unit over its first normalization.</summary>
    public static Quantity NormIncrement { get; } = IncrementOver("normalization");

    /// <summary>delta_phi chi, over the activation; in a residual unit over its first activation and the convolution behind it.</summary>
    public static Quantity ActivationIncrement { get; } = IncrementOver("activation");

    /// <summary>delta chi over the convolution of a feedforward layer without normalization.</summary>
    public static Quantity ConvolutionIncrement { get; } = IncrementOver("convolution");

    /// <summary>delta chi of a residual unit.</summary>
    public static Quantity UnitIncrement { get; } = IncrementOver("unit");

    /// <summary>p, the share of the residual branch in the variance of a unit's output.</summary>
    public static Quantity BranchShare { get; } =
        Ratio(new(Statistic.Mu2Signal, facts => facts.Branch is null ? null : Location.Branch), Statistic.Mu2Signal, facts => facts.Output) with
        {
            Name = "branch-share",
            Text = "share of the branch",
            Symbol = "share of the residual branch",
            Definition = "mu_2 at the end of the residual branch over mu_2 of the unit's output.",
        };

    /// <summary>The growth of mu_2(dx) over a layer or unit.</summary>
    public static Quantity NoiseGrowth { get; } =
        Ratio(new(Statistic.Mu2Noise, facts => facts.Output), Statistic.Mu2Noise, _ => Location.Input) with
        {
            Name = "noise-growth",
            Text = "growth of mu_2(dx)",
            Symbol = "growth of mu_2(d*x*^l)",
            Definition = "mu_2 of the noise at the output of each layer or unit over that at its input.",
            AveragesLogarithms = true,
        };

    /// <summary>The name, as on the command line: lower-case letters, digits and dashes.</summary>
    public required string Name { get; init; }

    /// <summary>The symbol on figures, in the markup of labels.</summary>
    public required string Symbol { get; init; }

    /// <summary>The same in tables, as plain text; the name by default.</summary>
    [field: AllowNull]
    public string Text
    {
        get => field ?? Name;
        init;
    }

    /// <summary>What it is, in one sentence.</summary>
    public required string Definition { get; init; }

    /// <summary>Whether its values are kept as natural logarithms.</summary>
    public bool IsLogarithmic { get; init; }

    /// <summary>Whether its number over simulations is the mean of logarithms, as of chi and nu_2, which are close to log-normal.</summary>
    public bool AveragesLogarithms { get; init; }

    /// <summary>Whether it is positive and spans decades, so that figures and maps give its log10; by default where logarithms are kept.</summary>
    public bool SpansDecades
    {
        get => _spansDecades ?? IsLogarithmic;
        init => _spansDecades = value;
    }

    /// <summary>Whether it is an increment of chi: the ratio in each simulation.</summary>
    public bool IsIncrement { get; init; }

    /// <summary>A value to compare with, drawn as a thin line; null: none.</summary>
    public double? Reference { get; init; }

    /// <summary>
    /// Its definition: takes a run and gives the value, as kept, by row of the simulation and column of the depth; null where the run does
    /// not hold it.
    /// </summary>
    public required Func<RunResults, Func<int, int, double>?> Values { get; init; }

    /// <summary>The name of its mean in log10, such as <c>mean log10 chi</c> or <c>log10 mean signal-rank</c>.</summary>
    public string Log10Name => (AveragesLogarithms ? "mean log10 " : "log10 mean ") + Name;

    /// <summary>The growth of chi over a part of a layer or unit, by the run's own facts.</summary>
    /// <param name="part">As <see cref="IncrementSpan.Part"/>.</param>
    public static Quantity IncrementOver(string part)
    {
        (string name, string text, string symbol) = KnownParts.TryGetValue(part, out (string, string, string) known)
            ? known
            : ($"delta_{part}_chi", $"delta_{part} chi", $"delta_{{\"{part}\"}} chi^l");
        return Ratio(new(Statistic.Chi, facts => facts.Find(part)?.After), Statistic.Chi, facts => facts.Find(part)?.Before) with
        {
            Name = name,
            Text = text,
            Symbol = symbol,
            Definition = $"chi behind the {part} over chi before it.",
            AveragesLogarithms = false,
            IsIncrement = true,
            SpansDecades = false,
            Reference = 1,
        };
    }

    /// <summary>A statistic at a place.</summary>
    /// <param name="statistic">The statistic.</param>
    /// <param name="place">The place.</param>
    public static Quantity At(Statistic statistic, Location place) => At(statistic, OptionText.Of(place), _ => place);

    /// <summary>The increments of chi that a net has, in its order.</summary>
    /// <param name="facts">What is known of the net.</param>
    public static IEnumerable<Quantity> IncrementsOf(NetworkFacts facts) => facts.Increments.Select(span => IncrementOver(span.Part));

    /// <summary>Its values over a run; null where the run does not hold it.</summary>
    /// <param name="run">The run.</param>
    public QuantityCurve? Find(RunResults run)
    {
        if (Values(run) is not { } value) return null;
        double[,] values = new double[run.Simulations.Count, run.Depths.Count];
        for (int s = 0; s < values.GetLength(0); s++)
        {
            for (int d = 0; d < values.GetLength(1); d++) values[s, d] = value(s, d);
        }

        return new(this, values);
    }

    /// <summary>Its values over a run.</summary>
    /// <param name="run">The run.</param>
    /// <exception cref="InvalidDataException">The run does not hold it.</exception>
    public QuantityCurve Get(RunResults run) => Find(run) ?? throw new InvalidDataException($"the run holds no {Name}");

    /// <summary>Why an experiment's runs cannot hold it, as words behind its name; null where nothing is known against it.</summary>
    /// <param name="experiment">The experiment.</param>
    public string? Objection(ExperimentConfiguration experiment)
    {
        NetworkFacts facts = NetworkFacts.Of(experiment);
        foreach (QuantitySource source in _sources)
        {
            if (!experiment.EffectiveRank.Takes(source.Statistic))
                return $"is not recorded with effective-rank {OptionText.Of(experiment.EffectiveRank)}; take both";
            if (source.Place(facts) is not { } place || !facts.Places.Contains(place))
                return $"is not of this net, whose places are {string.Join(", ", facts.Places.Select(OptionText.Of))}; take another";
        }

        return null;
    }

    /// <inheritdoc/>
    public bool Equals(Quantity? other) => other is not null && Name == other.Name;

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>A statistic at a place by its name, which a net may have or not.</summary>
    internal static Quantity At(Statistic statistic, string place) =>
        At(statistic, place, facts => facts.Places.Cast<Location?>().FirstOrDefault(p => OptionText.Of(p!.Value) == place));

    private static Quantity At(Statistic statistic, string place, Func<NetworkFacts, Location?> find) =>
        Of(new(statistic, find)) with
        {
            Name = $"{statistic.Name}@{place}",
            Text = $"{statistic.Name}, {place}",
            Symbol = StatisticSymbols.Of(statistic, place),
            Definition = $"{statistic.Name} at the place {place} of each layer or unit.",
            Reference = statistic == Statistic.Chi ? 1 : null,
        };

    private static Quantity Rank(Statistic statistic) => Of(new(statistic, _ => Location.Activation)) with { SpansDecades = true, Reference = 1 };

    private static Quantity Of(QuantitySource source) => new()
    {
        Name = "",
        Symbol = "",
        Definition = "",
        IsLogarithmic = source.Statistic.IsLogarithmic,
        AveragesLogarithms = source.Statistic.AveragesLogarithms,
        Values = run => source.Find(run) is { } curve ? (s, d) => curve[s, d] : null,
        _sources = [source],
    };

    // Of two statistics that are kept as logarithms: their ratio in each simulation, kept so too.
    private static Quantity Ratio(QuantitySource numerator, Statistic statistic, Func<NetworkFacts, Location?> place)
    {
        QuantitySource denominator = new(statistic, place);
        return Of(numerator) with
        {
            AveragesLogarithms = false,
            Values = run => numerator.Find(run) is { } above && denominator.Find(run) is { } below ? (s, d) => above[s, d] - below[s, d] : null,
            _sources = [numerator, denominator],
        };
    }
}
