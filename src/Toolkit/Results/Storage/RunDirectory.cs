using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Results.Storage;

/// <summary>
/// A run on disk: a folder with <c>experiment.json</c> and one Parquet part per finished simulation. A part appears
/// whole or not at all, so a process killed at any moment loses no finished simulation.
/// </summary>
/// <remarks>
/// <see cref="Write"/> may be called from several threads. One writer at a time has a run; any number may read, also
/// meanwhile. The same simulation always gives the same bytes.
/// </remarks>
public sealed class RunDirectory : IDisposable
{
    private readonly Lock _writing = new();
    private readonly SortedSet<int> _completed;
    private readonly ExperimentDocument _document;
    private readonly HashSet<int> _depths;
    private readonly PartReader _reader;
    private WriterLock? _lock;

    private RunDirectory(string path, ExperimentDocument document, WriterLock? writerLock)
    {
        (Path, _document, _lock) = (path, document, writerLock);
        Depths = document.Depths;
        _depths = [.. Depths];
        _reader = new(path, document);
        _completed = [.. _reader.Parts().SelectMany(p => p.Simulations)];
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>What was run.</summary>
    /// <exception cref="InvalidOperationException">
    /// It is not known: an imported run whose configuration nobody declared.
    /// </exception>
    public ExperimentConfiguration Configuration => _document.Configuration
        ?? throw new InvalidOperationException($"the configuration of {Path} is not known: it was imported without "
        + "one");

    /// <summary>With which software the run was begun, or imported.</summary>
    public RunVersions Versions => _document.Versions;

    /// <summary>Where the numbers come from.</summary>
    public RunSource Source => _document.Source;

    /// <summary>What the imported file tells; null for measured runs.</summary>
    public ImportedSource? Imported => _document.Imported;

    /// <summary>What was probed; null for our own networks and imports.</summary>
    public ProbedSource? Probed => _document.Probed;

    /// <summary>How the nets were trained; null where they were not.</summary>
    public TrainedSource? Trained => _document.Trained;

    /// <summary>
    /// Whether its files carry checksums. Runs that were begun before format 3 have none: damage to them mostly goes
    /// unseen.
    /// </summary>
    public bool HasChecksums => _document.HasChecksums;

    /// <summary>
    /// What the repair at opening found; empty where nothing was damaged, or no repair was asked for.
    /// </summary>
    public IReadOnlyList<RepairedFile> Repaired { get; private init; } = [];

    /// <summary>The recorded depths, ascending.</summary>
    public IReadOnlyList<int> Depths { get; }

    /// <summary>
    /// The indices of the finished simulations, ascending: those found at opening and those written since.
    /// </summary>
    public IReadOnlyList<int> CompletedSimulations
    {
        get
        {
            lock (_writing) return [.. _completed];
        }
    }

    /// <summary>
    /// Opens a run for writing: a new one, or one of the same configuration that goes on. All its finished parts are
    /// held to their checksums first.
    /// </summary>
    /// <param name="path">The folder; it is made if need be.</param>
    /// <param name="configuration">What is to be run.</param>
    /// <param name="versions">
    /// With which software. A run goes on only with the toolkit and TorchSharp that began it, since other ones may
    /// round otherwise; another .NET runtime may go on with it.
    /// </param>
    /// <param name="repair">
    /// Sets damaged parts aside (renames them, see <see cref="Repaired"/>), so that they count as not run; and writes a
    /// damaged or missing <c>experiment.json</c> anew, where a part proves that it was of this configuration and
    /// software.
    /// </param>
    /// <exception cref="ArgumentException">The configuration breaks a rule.</exception>
    /// <exception cref="InvalidDataException">
    /// The folder holds something else, or a run of another configuration or other software; or a file of the run is
    /// damaged.
    /// </exception>
    /// <exception cref="IOException">Another writer has the run, or the folder cannot be written.</exception>
    public static RunDirectory OpenOrCreate(string path, ExperimentConfiguration configuration, RunVersions versions,
        bool repair = false)
    {
        OptionException.ThrowIfAny(configuration.Validate(), nameof(configuration));
        return OpenOrCreate(path, new() { Configuration = configuration, Versions = versions }, repair);
    }

    /// <summary>The same of a probe of a network that was made elsewhere.</summary>
    /// <param name="path">The folder; it is made if need be.</param>
    /// <param name="probed">What is probed.</param>
    /// <param name="versions">With which software.</param>
    /// <param name="repair">Sets damaged files aside.</param>
    /// <inheritdoc cref="OpenOrCreate(string, ExperimentConfiguration, RunVersions, bool)" path="/exception"/>
    public static RunDirectory OpenOrCreate(string path, ProbedSource probed, RunVersions versions,
        bool repair = false) =>
        OpenOrCreate(path, new() { Source = RunSource.Probed, Probed = probed, Versions = versions }, repair);

    /// <summary>The same of nets that are trained.</summary>
    /// <param name="path">The folder; it is made if need be.</param>
    /// <param name="configuration">The nets.</param>
    /// <param name="trained">How they are trained.</param>
    /// <param name="versions">With which software.</param>
    /// <param name="repair">Sets damaged files aside.</param>
    /// <inheritdoc cref="OpenOrCreate(string, ExperimentConfiguration, RunVersions, bool)" path="/exception"/>
    public static RunDirectory OpenOrCreate(string path, ExperimentConfiguration configuration, TrainedSource trained,
        RunVersions versions, bool repair = false) => OpenOrCreate(path, new()
        {
            Source = RunSource.Trained,
            Configuration = configuration,
            Trained = trained,
            Versions = versions,
        }, repair);

    /// <summary>The same of a probe whose run lies in the folder of another, as a training's steps do.</summary>
    /// <inheritdoc cref="OpenOrCreate(string, ProbedSource, RunVersions, bool)" path="/param"/>
    internal static RunDirectory OpenInRun(string path, ProbedSource probed, RunVersions versions, bool repair) =>
        OpenOrCreate(path, new() { Source = RunSource.Probed, Probed = probed, Versions = versions }, repair,
            isInRun: true);

    private static RunDirectory OpenOrCreate(string path, ExperimentDocument fresh, bool repair, bool isInRun = false)
    {
        string file = System.IO.Path.Combine(path, ExperimentDocument.FileName);
        bool restores = repair && RunRepair.CanRestore(path, fresh);
        // Before the lock, so that no file is put into a folder that is none of ours.
        if (!isInRun) RequireWritable(path);
        if (!File.Exists(file) && !restores) RequireNothingElse(path);
        CreateFolder(path);
        WriterLock writerLock = WriterLock.Take(path);
        try
        {
            foreach (string abandoned in PartFile.Abandoned(path)) File.Delete(abandoned);
            IReadOnlyList<RepairedFile> repaired = restores ? RunRepair.Experiment(path) : [];
            if (!File.Exists(file)) AtomicFile.WriteOwn(file, ExperimentJson.Write(fresh));

            ExperimentDocument document = ExperimentJson.Read(file);
            Resumption.Require(path, document, fresh);
            PartReader reader = new(path, document);
            if (repair) repaired = [.. repaired, .. RunRepair.Parts(reader)];
            else reader.RequireSound();
            return new(path, document, writerLock) { Repaired = repaired };
        }
        catch
        {
            writerLock.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Refuses what opening for writing would refuse, and changes nothing: to check many runs before the first
    /// is begun.
    /// </summary>
    /// <param name="path">The folder; it need not exist.</param>
    /// <param name="configuration">What is to be run.</param>
    /// <param name="versions">With which software.</param>
    /// <param name="repair">Whether it will be opened for repair, which damaged files do not stop.</param>
    /// <exception cref="InvalidDataException">
    /// The folder holds something else, or a run of another configuration or other software; or a file of the run is
    /// damaged.
    /// </exception>
    public static void RequireContinuable(string path, ExperimentConfiguration configuration, RunVersions versions,
        bool repair = false) =>
        RequireContinuable(path, new() { Configuration = configuration, Versions = versions }, repair);

    /// <summary>The same of nets that are trained.</summary>
    /// <param name="path">The folder; it need not exist.</param>
    /// <param name="configuration">The nets.</param>
    /// <param name="trained">How they are trained.</param>
    /// <param name="versions">With which software.</param>
    /// <param name="repair">Whether it will be opened for repair.</param>
    /// <inheritdoc cref="RequireContinuable(string, ExperimentConfiguration, RunVersions, bool)" path="/exception"/>
    public static void RequireContinuable(string path, ExperimentConfiguration configuration, TrainedSource trained,
        RunVersions versions, bool repair = false) => RequireContinuable(path, new()
        {
            Source = RunSource.Trained,
            Configuration = configuration,
            Trained = trained,
            Versions = versions,
        }, repair);

    private static void RequireContinuable(string path, ExperimentDocument fresh, bool repair)
    {
        RequireWritable(path);
        if (repair && RunRepair.CanRestore(path, fresh)) return;
        string file = System.IO.Path.Combine(path, ExperimentDocument.FileName);
        if (File.Exists(file))
        {
            ExperimentDocument document = ExperimentJson.Read(file);
            Resumption.Require(path, document, fresh);
            if (!repair) new PartReader(path, document).RequireSound();
        }
        else RequireNothingElse(path);
    }

    /// <summary>Whether a folder holds a run, sound or not.</summary>
    /// <param name="path">The folder.</param>
    public static bool IsAt(string path) => File.Exists(System.IO.Path.Combine(path, ExperimentDocument.FileName));

    /// <summary>Opens a run for reading.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="InvalidDataException">It holds no run, or a broken <c>experiment.json</c>.</exception>
    public static RunDirectory Open(string path)
    {
        string file = System.IO.Path.Combine(path, ExperimentDocument.FileName);
        if (!File.Exists(file))
        {
            throw new InvalidDataException(File.Exists(System.IO.Path.Combine(path, ImportedRun.Mark))
                ? $"{path} is no run: an import into it has not ended; wait for it, or import again"
                : $"{OutputFault.Quoted(path)} is no run: it has no {ExperimentDocument.FileName}; "
                    + "name a folder that moments run or moments import wrote");
        }

        return new(path, ExperimentJson.Read(file), null);
    }

    /// <summary>Keeps imported results as a run. The folder appears whole or not at all.</summary>
    /// <param name="path">The folder, which must not exist or be empty.</param>
    /// <param name="results">What was imported.</param>
    /// <param name="versions">With which software.</param>
    /// <returns>The run, opened for reading.</returns>
    /// <exception cref="ArgumentException">The results are not imported ones, or hold nothing.</exception>
    /// <exception cref="InvalidDataException">The folder holds something already.</exception>
    public static RunDirectory Import(string path, RunResults results, RunVersions versions)
    {
        ImportedRun.Write(path, results, versions);
        return Open(path);
    }

    /// <summary>Keeps a finished simulation: on return it is on the disk.</summary>
    /// <param name="simulation">Its rows; depths are those that the configuration records, no value is NaN.</param>
    /// <exception cref="ArgumentException">A row does not fit, or the simulation is there already.</exception>
    /// <exception cref="InvalidOperationException">The run was opened for reading.</exception>
    public void Write(SimulationResult simulation)
    {
        PartFile part = PartFile.Of(Path, simulation.Simulation);
        byte[] bytes = ParquetTable.Write(Checked(simulation), part.Seal(_document.Fingerprint));
        lock (_writing)
        {
            if (_lock is null) throw new InvalidOperationException($"{Path} is not open for writing");
            if (_completed.Contains(simulation.Simulation))
            {
                throw new ArgumentException($"simulation {simulation.Simulation} is in {Path} already",
                    nameof(simulation));
            }
            AtomicFile.WriteOwn(part.Path, bytes);
            _completed.Add(simulation.Simulation);
        }
    }

    /// <summary>Reads every finished simulation.</summary>
    /// <exception cref="InvalidDataException">A part is damaged (the message names it), or there is none.</exception>
    public RunResults Load()
    {
        IReadOnlyList<PartFile> parts = _reader.Parts();
        return parts.Count > 0 ? Load(parts)
            : throw new InvalidDataException($"{Path} holds no finished simulation; run it again with the same options "
                + "to go on");
    }

    /// <summary>Reads one finished simulation.</summary>
    /// <param name="simulation">Its index.</param>
    /// <exception cref="InvalidDataException">Its part is damaged (the message names it), or there is none.</exception>
    public RunResults Load(int simulation)
    {
        PartFile part = _reader.Parts().FirstOrDefault(part => part.First <= simulation && simulation <= part.Last)
            ?? throw new InvalidDataException($"{Path} holds no simulation {simulation}; run it again with the same "
                + "options to go on");
        RunResults results = Load([part]);
        return results.OfRows([.. Enumerable.Range(0, results.Simulations.Count)
            .Where(row => results.Simulations[row] == simulation)]);
    }

    private RunResults Load(IReadOnlyList<PartFile> parts)
    {
        ResultTable[] tables = new ResultTable[parts.Count];
        try
        {
            Parallel.For(0, parts.Count, i => tables[i] = _reader.Read(parts[i]));
        }
        catch (AggregateException failures)
        {
            throw failures.InnerExceptions.OfType<InvalidDataException>().MinBy(e => e.Message, StringComparer.Ordinal)
                ?? failures.InnerExceptions[0];
        }

        int[] simulations = [.. parts.SelectMany(p => p.Simulations)];
        ILookup<bool, KeyValuePair<int, Degeneracy>> degeneracies =
            tables.SelectMany(t => ParquetTable.DegeneraciesBySimulation(t.Simulations, t.Degeneracies))
            .ToLookup(l => l.Value.IsOfNoise);
        return new(_document.Configuration, simulations, Depths, ResultTable.Curves(tables, simulations, Depths),
            Imported,
            degeneracies[false].ToDictionary(), degeneracies[true].ToDictionary(), probed: Probed, trained: Trained);
    }

    /// <summary>
    /// The simulations whose signal or noise was lost, and where, without the curves: memory does not grow with what
    /// was recorded.
    /// </summary>
    /// <exception cref="InvalidDataException">A part is damaged; the message names it.</exception>
    public IReadOnlyList<KeyValuePair<int, Degeneracy>> LoadDegeneracies() =>
        [.. _reader.Parts().SelectMany(_reader.Degeneracies)];

    /// <summary>Releases the run for other writers.</summary>
    public void Dispose()
    {
        lock (_writing)
        {
            _lock?.Dispose();
            _lock = null;
        }
    }

    private ResultTable Checked(SimulationResult simulation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(simulation.Simulation);
        if (simulation.Records.Count == 0)
            throw new ArgumentException($"simulation {simulation.Simulation} has no rows", nameof(simulation));
        HashSet<(int, Location)> seen = [];
        foreach (LayerRecord record in simulation.Records)
        {
            string where = $"simulation {simulation.Simulation}: depth {record.Depth}, {record.Location.Name}";
            if (!_depths.Contains(record.Depth))
            {
                throw new ArgumentException($"{where}: the configuration does not record this depth",
                    nameof(simulation));
            }
            if (!seen.Add((record.Depth, record.Location)))
                throw new ArgumentException($"{where} is there twice", nameof(simulation));
        }

        return ResultTable.From(simulation);
    }

    private static void RequireWritable(string path)
    {
        if (OutputTarget.OfRun(path) is { } fault) throw new OutputException(path, fault);
    }

    private static void CreateFolder(string path)
    {
        try
        {
            AtomicFile.CreateFolder(System.IO.Path.GetFullPath(path));
        }
        catch (Exception cause) when (OutputException.IsRaw(cause))
        {
            throw OutputException.Of(path, cause);
        }
    }

    private static void RequireNothingElse(string path)
    {
        if (!Directory.Exists(path)) return;
        string? other = FolderContent.FirstForeign(path, new HashSet<string> { WriterLock.FileName });
        if (other is not null)
        {
            throw new InvalidDataException(
                $"{path} is no run and not empty (it holds {other}, and no {ExperimentDocument.FileName}); "
                + "take another output directory");
        }
    }
}
