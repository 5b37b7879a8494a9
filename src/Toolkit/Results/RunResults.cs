using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results.Facts;

namespace MomentsDnns.Results;

/// <summary>The finished simulations of a run in memory, as curves over simulations and depths. Immutable.</summary>
public sealed class RunResults
{
    private readonly ExperimentConfiguration? _configuration;
    private readonly Dictionary<(Statistic, Location), Curve> _curves;

    /// <summary>Gathers curves that share their simulations and depths.</summary>
    /// <param name="configuration">
    /// What was run; null where it is not known, of imported results that nobody declared.
    /// </param>
    /// <param name="simulations">The simulations' indices, ascending: the rows of every curve.</param>
    /// <param name="depths">The recorded depths, ascending: the columns of every curve.</param>
    /// <param name="curves">The curves; each [simulations, depths].</param>
    /// <param name="imported">Where the curves come from, when they were not measured by this toolkit.</param>
    /// <param name="degeneracies">The simulations whose signal was lost, by index; null for none.</param>
    /// <param name="noiseDegeneracies">Those whose finite noise was lost before; null for none.</param>
    /// <param name="facts">
    /// What is known of the net; null: what the configuration, the probe or the imported file tells.
    /// </param>
    /// <param name="probed">What was probed, of a network that was made elsewhere.</param>
    /// <param name="trained">How the nets were trained; the depths are steps then.</param>
    /// <exception cref="ArgumentException">
    /// A curve's shape is another than [simulations, depths]; or nothing tells of the net; or the configuration is
    /// given that is not declared.
    /// </exception>
    public RunResults(ExperimentConfiguration? configuration, IReadOnlyList<int> simulations, IReadOnlyList<int> depths,
        IEnumerable<Curve> curves, ImportedSource? imported = null, IReadOnlyDictionary<int,
        Degeneracy>? degeneracies = null,
        IReadOnlyDictionary<int, Degeneracy>? noiseDegeneracies = null, NetworkFacts? facts = null,
        ProbedSource? probed = null, TrainedSource? trained = null)
    {
        if (configuration is not null && imported is { ConfigurationIsDeclared: false })
        {
            throw new ArgumentException("the configuration of imported results that is not declared is not known; "
                + "leave it out", nameof(configuration));
        }
        // A module of a program's own has no options: what stands in their place is not shown.
        if (trained?.Module is not null) configuration = null;
        (_configuration, Simulations, Depths, Imported) = (configuration, simulations, depths, imported);
        (Probed, Trained) = (probed, trained);
        Facts = facts ?? (trained is not null ? FactsOfNetworks.Of(trained)
            : configuration is not null ? FactsOfNetworks.Of(configuration)
            : probed is not null ? FactsOfNetworks.Of(probed)
            : imported is not null ? FactsOfNetworks.Of(imported)
            : throw new ArgumentException("neither a configuration nor an imported file tells what net this is; give "
            + "its facts", nameof(facts)));
        Degeneracies = degeneracies ?? new Dictionary<int, Degeneracy>();
        NoiseDegeneracies = noiseDegeneracies ?? new Dictionary<int, Degeneracy>();
        _curves = curves.ToDictionary(c => (c.Statistic, c.Location));
        foreach (Curve curve in _curves.Values)
        {
            if (curve.Simulations != simulations.Count || curve.Depths != depths.Count)
            {
                throw new ArgumentException(
                    $"the curve of {curve.Statistic.Name} at {curve.Location} is [{curve.Simulations}, "
                    + $"{curve.Depths}], the run is [{simulations.Count}, {depths.Count}]", nameof(curves));
            }
        }
    }

    /// <summary>What is known of the net, whoever made the run.</summary>
    public NetworkFacts Facts { get; }

    /// <summary>
    /// Whether <see cref="Configuration"/> is known: not of imported results whose configuration nobody declared.
    /// </summary>
    public bool HasConfiguration => _configuration is not null;

    /// <summary>What was run.</summary>
    /// <exception cref="InvalidOperationException">It is not known, see <see cref="HasConfiguration"/>.</exception>
    public ExperimentConfiguration Configuration => _configuration
        ?? throw new InvalidOperationException($"the configuration of "
        + $"{Imported?.File ?? Probed?.Model ?? Trained?.ModuleName ?? "this run"} "
        + $"is not known: ask {nameof(HasConfiguration)} first");

    /// <summary>What was probed; null for our own networks and imports.</summary>
    public ProbedSource? Probed { get; }

    /// <summary>How the nets were trained; null where they were not.</summary>
    public TrainedSource? Trained { get; }

    /// <summary>Where the results were read from; null when this toolkit measured them.</summary>
    public ImportedSource? Imported { get; }

    /// <summary>The simulations' indices, ascending.</summary>
    public IReadOnlyList<int> Simulations { get; }

    /// <summary>The recorded depths, ascending.</summary>
    public IReadOnlyList<int> Depths { get; }

    /// <summary>The simulations whose signal was lost, by index, where and why; empty where all are sound.</summary>
    public IReadOnlyDictionary<int, Degeneracy> Degeneracies { get; }

    /// <summary>
    /// The simulations whose finite noise was lost in rounding while the signal was sound, by index, and where.
    /// </summary>
    public IReadOnlyDictionary<int, Degeneracy> NoiseDegeneracies { get; }

    /// <summary>
    /// Whether a simulation has lost its signal or its noise up to a depth: values there are those of survivors.
    /// </summary>
    /// <param name="depth">The depth.</param>
    internal bool HasLostBy(int depth) =>
        Degeneracies.Values.Concat(NoiseDegeneracies.Values).Any(d => d.Depth <= depth);

    /// <summary>Every curve there is, by statistic, then location.</summary>
    public IEnumerable<Curve> Curves => _curves.Values.OrderBy(c => c.Statistic).ThenBy(c => c.Location);

    /// <summary>One curve, or null when it was not recorded.</summary>
    public Curve? Find(Statistic statistic, Location location) => _curves.GetValueOrDefault((statistic, location));

    /// <summary>One curve.</summary>
    /// <exception cref="InvalidDataException">It was not recorded in this run.</exception>
    public Curve Get(Statistic statistic, Location location) => Find(statistic, location)
        ?? throw new InvalidDataException(
            $"the run holds no {statistic.Name} at {location}; it holds "
            + string.Join(", ", Curves.Select(c => $"{c.Statistic.Name} at {c.Location}")));

    /// <summary>The simulations of an index below a number alone: what a run of so many would hold.</summary>
    /// <param name="simulations">The number.</param>
    public RunResults Below(int simulations)
    {
        int kept = Simulations.Count(s => s < simulations);
        return kept == Simulations.Count ? this : OfRows([.. Enumerable.Range(0, kept)]);
        // indices ascend: the first rows are the kept ones
    }

    /// <summary>The simulations of some rows, such as one half of a run or a resample of it.</summary>
    /// <param name="rows">
    /// The rows, positions in <see cref="Simulations"/>; ascending, or else numbered anew from 0.
    /// </param>
    public RunResults OfRows(IReadOnlyList<int> rows)
    {
        bool isAscending = Enumerable.Range(1, Math.Max(0, rows.Count - 1)).All(i => rows[i - 1] < rows[i]);
        int[] names = [.. rows.Select((row, i) => isAscending ? Simulations[row] : i)];
        return new(_configuration, names, Depths,
            _curves.Values.Select(curve => new Curve(curve.Statistic, curve.Location,
            CurveTables.Table(rows.Count, Depths.Count, (s, d) => curve[rows[s], d]))), Imported, Of(Degeneracies),
                Of(NoiseDegeneracies), Facts, Probed, Trained);

        Dictionary<int, Degeneracy> Of(IReadOnlyDictionary<int, Degeneracy> degeneracies) =>
            names.Select((name, i) => (name, Row: Simulations[rows[i]]))
            .Where(p => degeneracies.ContainsKey(p.Row)).ToDictionary(p => p.name, p => degeneracies[p.Row]);
    }

    /// <summary>Builds the curves from the rows of simulations.</summary>
    /// <param name="configuration">What was run; its recorded depths are the columns.</param>
    /// <param name="simulations">The simulations, in any order.</param>
    public static RunResults FromSimulations(ExperimentConfiguration configuration,
        IEnumerable<SimulationResult> simulations) =>
        FromSimulations(configuration, null, configuration.RecordedDepths, simulations);

    /// <summary>Builds the curves from the rows of nets that were trained.</summary>
    /// <param name="configuration">The nets.</param>
    /// <param name="trained">How they were trained; its steps are the columns.</param>
    /// <param name="simulations">The nets, in any order.</param>
    public static RunResults FromSimulations(ExperimentConfiguration configuration, TrainedSource trained,
        IEnumerable<SimulationResult> simulations) =>
        FromSimulations(configuration, null, trained.Depths, simulations, trained);

    /// <summary>Builds the curves from the rows of replicates of a probe.</summary>
    /// <param name="probed">What was probed; its sites are the columns.</param>
    /// <param name="simulations">The replicates, in any order.</param>
    public static RunResults FromSimulations(ProbedSource probed, IEnumerable<SimulationResult> simulations) =>
        FromSimulations(null, probed, probed.Depths, simulations);

    private static RunResults FromSimulations(ExperimentConfiguration? configuration, ProbedSource? probed,
        IReadOnlyList<int> depths, IEnumerable<SimulationResult> simulations, TrainedSource? trained = null)
    {
        SimulationResult[] ordered = [.. simulations.OrderBy(s => s.Simulation)];
        int[] indices = [.. ordered.Select(s => s.Simulation)];
        CurveTables tables = new(indices, depths);
        Dictionary<int, Degeneracy> degeneracies = [], noiseDegeneracies = [];
        foreach ((int simulation, LayerRecord record) in ordered.SelectMany(s =>
            s.Records.Select(r => (s.Simulation, r))))
        {
            if (record.Degeneracy is { } degeneracy)
                (degeneracy.IsOfNoise ? noiseDegeneracies : degeneracies)[simulation] = degeneracy;
            foreach ((Statistic statistic, double value) in record.Values)
                tables.Add(statistic, record.Location, simulation, record.Depth, value);
        }

        return new RunResults(configuration, indices, depths, tables.Curves,
            degeneracies: degeneracies, noiseDegeneracies: noiseDegeneracies, probed: probed,
            trained: trained);
    }
}
