using System.CommandLine;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Results;

namespace MomentsDnns.Cli.Options;

/// <summary><c>--quantities</c>: names of <see cref="QuantityCatalog"/>, separated by commas.</summary>
internal sealed class QuantitiesOption : Option<string?>
{
    /// <summary>Creates the option.</summary>
    /// <param name="description">For <c>--help</c>.</param>
    public QuantitiesOption(string description) : base("--quantities")
    {
        Description =
            $"{description}; of {string.Join(", ", QuantityCatalog.All.Select(q => q.Name))}, and statistics at places "
            + "such as mu4_signal@norm";
        HelpName = "NAME,NAME,..";
    }

    /// <summary>The quantities named; null where the option was left out.</summary>
    /// <param name="parsed">The command line.</param>
    /// <exception cref="UsageException">A name is none, or is given twice.</exception>
    public IReadOnlyList<Quantity>? In(ParseResult parsed)
    {
        Quantity[]? named = parsed.GetValue(this)?.Split(',', StringSplitOptions.TrimEntries)
            .Select(name => QuantityCatalog.Find(name) ?? throw Fault(name, QuantityCatalog.Rule)).ToArray();
        return named?.GroupBy(q => q).FirstOrDefault(g => g.Count() > 1) is { } twice
            ? throw Fault(twice.Key.Name, "must be named once")
            : named;
    }

    /// <summary>Refuses what no run holds.</summary>
    /// <param name="quantities">The quantities; null: none was named.</param>
    /// <param name="runs">The runs.</param>
    /// <exception cref="UsageException">No run holds one of them.</exception>
    public static void RequireHeld(IReadOnlyList<Quantity>? quantities, IReadOnlyList<RunResults> runs)
    {
        if (quantities?.FirstOrDefault(q => runs.All(r => q.Find(r) is null)) is not { } absent) return;
        string places = string.Join(", ", runs.SelectMany(r => r.Facts.Places).Distinct());
        throw Fault(absent.Name, $"must be held by a run; places are {places}");
    }

    /// <summary>The values of quantities over a run, as kept, with the names of columns.</summary>
    /// <param name="quantities">The quantities.</param>
    /// <param name="run">The run.</param>
    /// <exception cref="UsageException">The run does not hold one of them.</exception>
    public static IReadOnlyList<KeyValuePair<string, Func<int, int, double>>> Columns(
        IReadOnlyList<Quantity> quantities, RunResults run) =>
    [
        .. quantities.Select(quantity =>
        {
            RequireHeld([quantity], [run]);
            QuantityCurve curve = quantity.Get(run);
            return KeyValuePair.Create<string, Func<int, int, double>>(
                (quantity.IsLogarithmic ? "log_" : "") + quantity.Name, (s, d) => curve[s, d]);
        }),
    ];

    private static UsageException Fault(string name, string rule) =>
        new([new("quantities", name, rule, "leave it out for all")]);
}
