using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using MomentsDnns.Analysis.Ranking;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Cli.Options;
using MomentsDnns.Cli.Output;
using MomentsDnns.Datasets;
using MomentsDnns.Limits;
using MomentsDnns.Models.NasBench;
using MomentsDnns.Plotting;
using MomentsDnns.Ranking;
using MomentsDnns.Results.Options;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Cli.Commands;

/// <summary>
/// <c>moments rank</c>: networks of a list measured at initialization, held against the accuracy they reached.
/// </summary>
internal sealed class RankCommand : IMomentsCommand
{
    /// <inheritdoc/>
    public static string Name => "rank";

    /// <inheritdoc/>
    public static string Argument => "FILE|DIR";

    /// <inheritdoc/>
    public static string Description => "Measure networks of known accuracy at initialization: which number ranks "
        + "them, and what it adds to their size";

    private static readonly RankingOptions Usual = new(new CifarLikeClassesDataset());

    private readonly Argument<string> _file = new(Argument)
    {
        Description = "A folder of runs of moments train or of a sweep that trains; or a list of networks of "
            + "NAS-Bench-201 with their accuracy in percent: comma-separated, a column arch of cells such as "
            + "\"(2,1,0,2,1,2)\", and columns of accuracies",
    };
    private readonly Option<string?> _accuracy = new("--accuracy")
    {
        Description = "Column of a list's accuracy [default: the first behind arch]",
        HelpName = "NAME",
    };
    private readonly NumberOption<int> _networks =
        new("--networks", "Networks to measure, drawn from the list by the seed [default: all]");
    private readonly NumberOption<int> _repeated =
        new("--repeated", "Networks among them that are measured again by other weights and images", Usual.Repeated);
    private readonly NumberOption<int> _repeats =
        new("--repeats", "How often these are measured in all", Usual.Repeats);
    private readonly InitOption _init =
        new($"Law that weights of a list are drawn by; runs have their own [default: {Usual.Init.Name}]");
    private readonly NumberOption<int> _batchSize = new("--batch-size", "Images in a batch", Usual.BatchSize);
    private readonly NumberOption<ulong> _seed = new("--seed", "Seed of every random number", Usual.Seed);
    private readonly Option<string?> _dataset = new("--dataset")
    {
        Description = "Labelled images: a name, or a folder [default: those of the runs; of a list "
            + $"{CifarLikeClassesDataset.DatasetName}]",
        HelpName = "NAME|DIR",
    };
    private readonly DatasetOptionSet _folders = new();
    private readonly NumberOption<int> _threads =
        new("--threads", "Networks measured at once, each on one thread [default: one for each core]");
    private readonly Option<bool> _analyzeOnly =
        new("--analyze-only") { Description = "Measure nothing: analyze what is there" };
    private readonly Option<bool> _quiet = new("--quiet") { Description = "Show no progress" };
    private readonly FigureOptionSet _figure = new();
    private readonly Option<string?> _output = new("--output")
    {
        Description = "Folder of measurements, tables and figure; what is there goes on [default: rankings/ and the "
            + "name of the file or folder]",
        HelpName = "DIR",
    };

    /// <inheritdoc/>
    public Command Build(Interruption interruption)
    {
        Command command = new(Name, Description);
        command.Arguments.Add(_file);
        foreach (Option option in (Option[])[_accuracy, _networks, _repeated, _repeats, _init, _batchSize, _seed,
            _dataset, _folders.Directory, _threads, _analyzeOnly, _quiet, .. _figure.All, _output])
        {
            command.Options.Add(option);
        }

        command.SetAction(parsed => Execute(parsed, interruption.Watch()));
        return command;
    }

    private int Execute(ParseResult parsed, CancellationToken cancellation)
    {
        FigureOutput files = _figure.In(parsed);
        string path = parsed.GetRequiredValue(_file);
        bool isFolder = Directory.Exists(path);
        if (!isFolder) PathChecks.InputFile(Argument, path, "name a table of networks, or a folder of trained runs");
        string output = PathChecks.OutputFolder("output", parsed.GetValue(_output) ?? Path.Combine("rankings", isFolder
            ? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)))
            : Path.GetFileNameWithoutExtension(path)));
        TrainedRunList? runs = isFolder ? Runs(parsed, path) : null;
        ILabelledDataset images = _folders.OpenLabelled(parsed,
            parsed.GetValue(_dataset) ?? runs?.Dataset ?? CifarLikeClassesDataset.DatasetName);
        if (runs?.Validate(images) is { } wrong) throw new UsageException($"{Argument} {wrong}");
        RankingOptions options = new(images)
        {
            Networks = _networks.Given(parsed),
            Repeated = _repeated.In(parsed),
            Repeats = _repeats.In(parsed),
            Seed = _seed.In(parsed),
            BatchSize = _batchSize.In(parsed),
            Threads = _threads.Given(parsed) ?? Usual.Threads,
        };
        if (_init.Given(parsed) is { } law) options = options with { Init = law };
        NetworkRanking ranking = new(runs?.Networks(images)
            ?? NasBenchList.Read(path, parsed.GetValue(_accuracy), images.Classes), options, output)
        {
            OnlyReads = parsed.GetValue(_analyzeOnly),
        };
        UsageException.ThrowIfAny(options.Validate(ranking.Networks.Count));

        Stopwatch clock = Stopwatch.StartNew();
        IReadOnlyList<MeasuredNetwork> measured = [];
        try
        {
            ProgressDisplay.Run(output, parsed.GetValue(_quiet), progress => measured = (ranking with
            {
                Progress = progress,
                Warning = fault => Console.Error.WriteLine($"note: {fault.OnCommandLine()}"),
            }).Measure(cancellation));
        }
        catch (OptionException error)
        {
            throw new UsageException(error.Faults); // what the networks themselves tell: how large they are
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine($"interrupted: what is finished is in {output}; the same command goes on");
            return ExitCode.Interrupted;
        }

        if (measured.Count == 0)
        {
            throw new UsageException($"--output {output}: holds no finished measurement; leave --analyze-only out, or "
                + "name another folder");
        }

        Report(measured, output, files, clock.Elapsed);
        return ExitCode.Success;
    }

    // What the runs are is told before any work.
    private TrainedRunList Runs(ParseResult parsed, string folder)
    {
        foreach (Option ofList in (Option[])[_accuracy, _init])
        {
            if (parsed.GetResult(ofList) is { Implicit: false })
            {
                throw new UsageException($"{ofList.Name}: belongs to a list of networks, the runs of {folder} have "
                    + "their own; leave it out");
            }
        }

        TrainedRunList runs = TrainedRunList.Read(folder);
        if (runs.Validate() is { Count: > 0 } lines)
            throw UsageException.OfLines(lines.Select(line => $"{Argument} {line}"));
        if (runs.Others > 0)
        {
            Console.Error.WriteLine($"note: {runs.Others} runs of {folder} are of no nets of moments train and are "
                + "passed over");
        }

        if (runs.Differences is { Count: > 0 } differences)
        {
            Console.Error.WriteLine($"note: runs differ in {string.Join(", ", differences.Select(d =>
                $"--{d.Option} ({ShortText.Of(string.Join(", ", d.Values))})"))}: their accuracies were not reached by "
                + "one budget");
        }

        if (runs.Runs.Sum(run => run.Diverged) is > 0 and var diverged)
            Console.Error.WriteLine($"note: {diverged} nets diverged and count with the accuracy of chance");
        return runs;
    }

    private static void Report(IReadOnlyList<MeasuredNetwork> measured, string output, FigureOutput files,
        TimeSpan elapsed)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{output}: {measured.Count} measurements, {measured.Average(n => n.Seconds):F1} s each on one thread; "
                + $"this time {ProgressDisplay.Duration(elapsed)}"));
        int complete = RankingAnalysis.CountComplete(measured, NetworkRanking.Measures);
        if (complete < RankingAnalysis.LeastNetworks)
        {
            Console.WriteLine($"{complete} networks have every measure, fewer than {RankingAnalysis.LeastNetworks}: "
                + "nothing is ranked; take more networks");
            return;
        }

        RankingAnalysis analysis = RankingAnalysis.Of(measured, NetworkRanking.Measures);
        RankingText.Write(analysis);
        string json = Path.Combine(output, "ranking.json"), table = Path.Combine(output, "ranking.csv");
        AtomicFile.Write(json, RankingJson.Write(analysis));
        AtomicFile.Write(table, RankingTables.Csv(analysis));
        FigureFiles.Write(FigureCatalog.Ranking(analysis), Path.Combine(output, "ranking"), files);
        Console.WriteLine(json);
        Console.WriteLine(table);
    }
}
