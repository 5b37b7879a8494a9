using System.Collections.Concurrent;
using System.Diagnostics;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results.Sharing;

namespace MomentsDnns.Results.Storage;

/// <summary>
/// A run on disk: a folder with <c>experiment.json</c> and Parquet parts of finished simulations, one each until
/// <see cref="PartFile.PackedSimulations"/> neighbours are packed into one. A part appears whole or not at all, so a
/// process killed at any moment loses no finished simulation.
/// </summary>
/// <remarks>
/// <see cref="TryClaim"/> and <see cref="Write"/> may be called from several threads. Any number of processes, on any
/// number of machines that share the folder, may write a run at a time, and any number may read it: no lock is held,
/// see <see cref="TryClaim"/>. The same simulation always gives the same bytes.
/// </remarks>
public sealed class RunDirectory : IDisposable
{
    private readonly Lock _writing = new();
    private readonly SortedSet<int> _completed;
    private readonly ExperimentDocument _document;
    private readonly HashSet<int> _depths;
    private readonly PartReader _reader;
    private readonly RunLoading _loading;
    private readonly BackgroundPacking _packing;
    private readonly ConcurrentDictionary<int, long> _begun = [];
    private bool _isForWriting;
    private RunWriter? _writer;
    private SimulationClaims? _claims;
    private long _listed;

    private RunDirectory(string path, ExperimentDocument document, bool isForWriting)
    {
        (Path, _document, _isForWriting) = (path, document, isForWriting);
        Depths = document.Depths;
        _depths = [.. Depths];
        _reader = new(path, document);
        _loading = new(_reader, document);
        _packing = new(path, _reader, document.Fingerprint);
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

    /// <summary>How many simulations were written here since it was opened.</summary>
    public int Written { get; private set; }

    /// <summary>The share of simulations that this process is to do, as <c>writers</c> tells it.</summary>
    public Shard Shard { get; internal set; } = Shard.Whole;

    /// <summary>
    /// The indices of the finished simulations, ascending: those found at opening and by <see cref="Refresh"/>, and
    /// those written since.
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
    /// <param name="concerned">
    /// The simulations that are to be done here, of several processes at one run: parts that hold none of them are not
    /// verified now; null, the default: all are.
    /// </param>
    /// <exception cref="ArgumentException">The configuration breaks a rule.</exception>
    /// <exception cref="InvalidDataException">
    /// The folder holds something else, or a run of another configuration or other software; or a file of the run is
    /// damaged.
    /// </exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static RunDirectory OpenOrCreate(string path, ExperimentConfiguration configuration, RunVersions versions,
        bool repair = false, IReadOnlySet<int>? concerned = null)
    {
        OptionException.ThrowIfAny(configuration.Validate(), nameof(configuration));
        return OpenOrCreate(path, new() { Configuration = configuration, Versions = versions }, repair, concerned);
    }

    /// <summary>The same of a probe of a network that was made elsewhere.</summary>
    /// <param name="path">The folder; it is made if need be.</param>
    /// <param name="probed">What is probed.</param>
    /// <param name="versions">With which software.</param>
    /// <param name="repair">Sets damaged files aside.</param>
    /// <param name="concerned">The replicates that are to be done here; null: all.</param>
    /// <inheritdoc cref="OpenOrCreate(string, ExperimentConfiguration, RunVersions, bool, IReadOnlySet{int})"
    /// path="/exception"/>
    public static RunDirectory OpenOrCreate(string path, ProbedSource probed, RunVersions versions,
        bool repair = false, IReadOnlySet<int>? concerned = null) => OpenOrCreate(path,
            new() { Source = RunSource.Probed, Probed = probed, Versions = versions }, repair, concerned);

    /// <summary>The same of nets that are trained.</summary>
    /// <param name="path">The folder; it is made if need be.</param>
    /// <param name="configuration">The nets.</param>
    /// <param name="trained">How they are trained.</param>
    /// <param name="versions">With which software.</param>
    /// <param name="repair">Sets damaged files aside.</param>
    /// <param name="concerned">The nets that are to be trained here; null: all.</param>
    /// <inheritdoc cref="OpenOrCreate(string, ExperimentConfiguration, RunVersions, bool, IReadOnlySet{int})"
    /// path="/exception"/>
    public static RunDirectory OpenOrCreate(string path, ExperimentConfiguration configuration, TrainedSource trained,
        RunVersions versions, bool repair = false, IReadOnlySet<int>? concerned = null) => OpenOrCreate(path, new()
        {
            Source = RunSource.Trained,
            Configuration = configuration,
            Trained = trained,
            Versions = versions,
        }, repair, concerned);

    /// <summary>The same of a probe whose run lies in the folder of another, as a training's steps do.</summary>
    internal static RunDirectory OpenInRun(string path, ProbedSource probed, RunVersions versions, bool repair) =>
        OpenOrCreate(path, new() { Source = RunSource.Probed, Probed = probed, Versions = versions }, repair,
            concerned: null, isInRun: true);

    private static RunDirectory OpenOrCreate(string path, ExperimentDocument fresh, bool repair,
        IReadOnlySet<int>? concerned, bool isInRun = false)
    {
        (ExperimentDocument document, IReadOnlyList<RepairedFile> repaired) =
            RunOpening.ForWriting(path, fresh, repair, concerned, isInRun);
        return new(path, document, isForWriting: true) { Repaired = repaired };
    }

    /// <summary>
    /// Refuses what opening for writing would refuse, and changes nothing: to check many runs before the first
    /// is begun.
    /// </summary>
    /// <param name="path">The folder; it need not exist.</param>
    /// <param name="configuration">What is to be run.</param>
    /// <param name="versions">With which software.</param>
    /// <param name="repair">Whether it will be opened for repair, which damaged files do not stop.</param>
    /// <param name="concerned">The simulations that are to be done here; null: all.</param>
    /// <exception cref="InvalidDataException">
    /// The folder holds something else, or a run of another configuration or other software; or a file of the run is
    /// damaged.
    /// </exception>
    public static void RequireContinuable(string path, ExperimentConfiguration configuration, RunVersions versions,
        bool repair = false, IReadOnlySet<int>? concerned = null) => RunOpening.RequireContinuable(path,
            new() { Configuration = configuration, Versions = versions }, repair, concerned);

    /// <summary>The same of nets that are trained.</summary>
    /// <param name="path">The folder; it need not exist.</param>
    /// <param name="configuration">The nets.</param>
    /// <param name="trained">How they are trained.</param>
    /// <param name="versions">With which software.</param>
    /// <param name="repair">Whether it will be opened for repair.</param>
    /// <param name="concerned">The nets that are to be trained here; null: all.</param>
    /// <inheritdoc cref="RequireContinuable(string, ExperimentConfiguration, RunVersions, bool, IReadOnlySet{int})"
    /// path="/exception"/>
    public static void RequireContinuable(string path, ExperimentConfiguration configuration, TrainedSource trained,
        RunVersions versions, bool repair = false, IReadOnlySet<int>? concerned = null) =>
        RunOpening.RequireContinuable(path, new()
        {
            Source = RunSource.Trained,
            Configuration = configuration,
            Trained = trained,
            Versions = versions,
        }, repair, concerned);

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

        return new(path, ExperimentJson.Read(file), isForWriting: false);
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

    /// <summary>
    /// Takes a simulation into this process's hands, so that no other process does it too, until it is written or
    /// <see cref="Release"/> lets it go. Claims are files in <c>claims</c>, made exclusively; a process that has ended,
    /// or told nothing for five minutes, loses its claims.
    /// </summary>
    /// <param name="simulation">Its index.</param>
    /// <returns>Whether it is to be done here; not where it is finished, or in another's hands.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="InvalidOperationException">The run was opened for reading.</exception>
    public bool TryClaim(int simulation)
    {
        SimulationClaims claims;
        lock (_writing)
        {
            if (_completed.Contains(simulation)) return false;
            claims = Claims();
        }

        if (!claims.TryTake(simulation)) return false;
        if (IsKept(simulation))
        {
            claims.Release(simulation);
            Refresh();
            return false;
        }

        _begun[simulation] = Stopwatch.GetTimestamp();
        return true;
    }

    /// <summary>Whether a simulation is in nobody's hands, or in those of a process that has ended.</summary>
    /// <param name="simulation">Its index.</param>
    internal bool IsFree(int simulation)
    {
        lock (_writing) return Claims().IsFree(simulation);
    }

    /// <summary>Lets a simulation that was claimed and not written go.</summary>
    /// <param name="simulation">Its index.</param>
    public void Release(int simulation)
    {
        _begun.TryRemove(simulation, out _);
        _claims?.Release(simulation);
    }

    /// <summary>Lets all go that was claimed and not written.</summary>
    internal void ReleaseAll()
    {
        foreach (int simulation in _begun.Keys) Release(simulation);
    }

    /// <summary>Looks which simulations others have finished; not more often than once a second.</summary>
    internal void Refresh()
    {
        lock (_writing)
        {
            if (_listed != 0 && Stopwatch.GetElapsedTime(_listed) < TimeSpan.FromSeconds(1)) return;
            _completed.UnionWith(_reader.Parts().SelectMany(part => part.Simulations));
            _listed = Stopwatch.GetTimestamp();
        }
    }

    /// <summary>Keeps a finished simulation: on return it is on the disk.</summary>
    /// <param name="simulation">Its rows; depths are those that the configuration records, no value is NaN.</param>
    /// <exception cref="ArgumentException">A row does not fit, or the simulation is there already.</exception>
    /// <exception cref="InvalidOperationException">The run was opened for reading.</exception>
    public void Write(SimulationResult simulation)
    {
        int index = simulation.Simulation;
        PartFile part = PartFile.Of(Path, index);
        ResultTable table = SimulationRules.Checked(simulation, _depths);
        byte[] bytes = ParquetTable.Write(table, part.Seal(_document.Fingerprint));
        lock (_writing)
        {
            if (!_isForWriting) throw new InvalidOperationException($"{Path} is not open for writing");
            if (_completed.Contains(index))
                throw new ArgumentException($"simulation {index} is in {Path} already", nameof(simulation));
            AtomicFile.WriteOwn(part.Path, bytes);
            _completed.Add(index);
            Written++;
            if (_begun.TryRemove(index, out long start))
            {
                _writer!.Finished(index, Stopwatch.GetElapsedTime(start));
                _claims!.Release(index);
            }

            _packing.Keep(index, table);
            PartFile pack = PartFile.PackOf(Path, index);
            if (_completed.GetViewBetween(pack.First, pack.Last).Count == PartFile.PackedSimulations)
                _packing.Begin(pack);
        }
    }

    /// <summary>Reads every finished simulation.</summary>
    /// <exception cref="InvalidDataException">A part is damaged (the message names it), or there is none.</exception>
    public RunResults Load()
    {
        return _loading.OfParts(parts => parts.Count > 0 ? _loading.Load(parts)
            : throw new InvalidDataException($"{Path} holds no finished simulation; run it again with the same options "
                + "to go on"));
    }

    /// <summary>Reads one finished simulation.</summary>
    /// <param name="simulation">Its index.</param>
    /// <exception cref="InvalidDataException">Its part is damaged (the message names it), or there is none.</exception>
    public RunResults Load(int simulation)
    {
        RunResults results = _loading.OfParts(parts => _loading.Load([parts.FirstOrDefault(part =>
            part.First <= simulation && simulation <= part.Last) ?? throw new InvalidDataException(
                $"{Path} holds no simulation {simulation}; run it again with the same options to go on")]));
        return results.OfRows([.. Enumerable.Range(0, results.Simulations.Count)
            .Where(row => results.Simulations[row] == simulation)]);
    }

    /// <summary>
    /// The simulations whose signal or noise was lost, and where, without the curves: memory does not grow with what
    /// was recorded.
    /// </summary>
    /// <exception cref="InvalidDataException">A part is damaged; the message names it.</exception>
    public IReadOnlyList<KeyValuePair<int, Degeneracy>> LoadDegeneracies() =>
        _loading.OfParts<IReadOnlyList<KeyValuePair<int, Degeneracy>>>(
            parts => [.. parts.SelectMany(_reader.Degeneracies)]);

    /// <summary>
    /// Ends writing: what was claimed and not written is let go, and what others left unpacked is packed.
    /// </summary>
    public void Dispose()
    {
        bool wrote;
        lock (_writing) (wrote, _isForWriting) = (_writer is not null, false);
        _packing.End(wrote);
        lock (_writing)
        {
            _claims?.ReleaseAll(IsKept);
            _writer?.Dispose();
            (_claims, _writer) = (null, null);
        }
    }

    // A single part first: it goes when the packed one is there.
    private bool IsKept(int simulation) => File.Exists(PartFile.Of(Path, simulation).Path)
        || File.Exists(PartFile.PackOf(Path, simulation).Path);

    // Called under the lock.
    private SimulationClaims Claims()
    {
        if (!_isForWriting) throw new InvalidOperationException($"{Path} is not open for writing");
        return _claims ??= new(Path, _writer ??= new(Path, WriterHeader.OfThisProcess(Shard, Versions)));
    }
}
