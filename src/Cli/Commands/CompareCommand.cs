using System.CommandLine;
using MomentsDnns.Analysis.Comparison;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis.SideBySide;
using MomentsDnns.Analysis.Sites;
using MomentsDnns.Cli.Options;
using MomentsDnns.Cli.Output;
using MomentsDnns.Plotting;
using MomentsDnns.Results;
using MomentsDnns.Results.Exchange;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Cli.Commands;

/// <summary>
/// <c>moments compare</c>: several runs in one figure and one table; or whether two runs, or a run and published
/// results, follow the same law.
/// </summary>
internal sealed class CompareCommand : IMomentsCommand
{
    /// <inheritdoc/>
    public static string Name => "compare";

    /// <inheritdoc/>
    public static string Argument => "RUN";

    /// <inheritdoc/>
    public static string Description =>
        "Draw several runs in one figure with a table; or test whether two follow the same law";

    private readonly Argument<string[]> _runs = new(Argument)
    {
        Description = $"Run directories, up to {FigureCatalog.MostRuns}; two with --agreement, one with --reference",
        Arity = ArgumentArity.OneOrMore
    };
    private readonly Option<string?> _labels = new("--labels")
    {
        Description = "Names of the runs in the figure, separated by semicolons, with mathematics as docs/labels.md "
        + "says [default: in what they differ]",
        HelpName = "A;B;.."
    };
    private readonly QuantitiesOption _quantities = new(
        "Panels of the figure [default: the first six], or what --agreement compares [default: all that both "
        + "recorded], separated by commas");
    private readonly Option<string> _output = new("--output")
    {
        Description = "Folder of the figure and the table",
        HelpName = "DIR",
        DefaultValueFactory = _ => "figures"
    };
    private readonly Option<string> _name = new("--name")
    {
        Description = "Name of their files",
        HelpName = "NAME",
        DefaultValueFactory = _ => "comparison"
    };
    private readonly FigureOptionSet _figure = new();
    private readonly Option<bool> _agreement =
        new("--agreement") { Description = "No figure: whether two runs follow the same law, curve by curve" };
    private readonly Option<string?> _reference = new("--reference")
    {
        Description = "No figure: whether one run follows the law of published results: simulations in the reference "
        + "implementation's format, or a table of means and standard deviations",
        HelpName = "FILE.npz|FILE.csv"
    };
    private readonly Option<string?> _experiment = new("--experiment")
    {
        Description = "Which experiment of a table of means; needed where it holds several",
        HelpName = "NAME"
    };
    private readonly Option<bool> _spread =
        new("--spread") { Description = "Compare standard deviations over simulations too" };
    private readonly Option<bool> _points =
        new("--points") { Description = "List every compared point, not only the worst of each curve" };
    private readonly NumberOption<int> _permutations =
        new("--permutations", "Permutations of the simulations behind a p-value", new ComparisonOptions().Permutations);

    /// <inheritdoc/>
    public static bool PrintsItsResult => true;

    /// <inheritdoc/>
    public Command Build(Interruption interruption)
    {
        Command command = new(Name, Description);
        command.Arguments.Add(_runs);
        command.Options.Add(_labels);
        command.Options.Add(_quantities);
        command.Options.Add(_output);
        command.Options.Add(_name);
        _figure.AddTo(command);
        command.Options.Add(_agreement);
        command.Options.Add(_reference);
        command.Options.Add(_experiment);
        command.Options.Add(_spread);
        command.Options.Add(_points);
        command.Options.Add(_permutations);
        command.SetAction(Execute);
        return command;
    }

    private int Execute(ParseResult parsed)
    {
        string[] paths = parsed.GetRequiredValue(_runs);
        string? reference = parsed.GetValue(_reference);
        bool draws = reference is null && !parsed.GetValue(_agreement);
        // An option of the other kind of comparison would be passed over in silence.
        Option[] others =
            draws ? [_experiment, _spread, _points, _permutations] : [_labels, _output, _name, .. _figure.All];
        if (others.FirstOrDefault(o => parsed.GetResult(o) is { Implicit: false }) is { } other)
        {
            throw new UsageException(draws
                ? $"{other.Name}: belongs to --agreement and --reference; leave it out, or add one of them"
                : $"{other.Name}: belongs to the figure, which {(reference is null ? "--agreement" : "--reference")} "
                + "does not draw; leave one of them out");
        }

        if (draws) return Draw(paths, parsed);
        int wanted = reference is null ? 2 : 1;
        if (paths.Length != wanted)
        {
            throw new UsageException($"RUN {string.Join(' ', paths)}: {paths.Length} given, "
                + $"{(reference is null ? "--agreement is of two runs" : "one run is compared with --reference")}; "
                + $"name {wanted}");
        }

        ComparisonOptions options = new()
        {
            IncludeSpread = parsed.GetValue(_spread),
            Permutations = _permutations.In(parsed),
            Quantities = _quantities.In(parsed),
        };
        UsageException.ThrowIfAny(options.Validate());
        bool isTable = reference is not null && MeansTable.IsTable(reference);
        string? experiment = parsed.GetValue(_experiment);
        if (experiment is not null && !isTable)
        {
            throw new UsageException($"--experiment {experiment}: names one of a table of means; leave it out, or "
                + "give a table to --reference");
        }
        if (options.IncludeSpread && isTable)
            throw new UsageException($"--spread: needs simulations, {reference} is a table of means; leave it out");
        RunResults a = Load(paths[0]);
        if (reference is not null && a.Facts.Along is not null)
        {
            throw new UsageException($"--reference {reference}: published results are of nets of layers alike, "
                + $"{paths[0]} is of {a.Facts.Along.Count} sites that differ; compare it with another run of these");
        }
        if (reference is not null) PathChecks.InputFile("--reference", reference, "name published results");
        ComparisonResult result;
        string second = reference ?? paths[1];
        if (isTable)
        {
            PublishedMeans means = MeansTable.Read(reference!, experiment, a.Facts);
            if (means.Experiment.Length > 0) second += $", experiment {means.Experiment}";
            result = MeansComparison.Compare(a, means, options);
        }
        else
        {
            result =
                RunComparison.Compare(a, reference is null ? Load(paths[1]) : ReadReference(reference, a), options);
        }

        AgreementText.Write(result, paths[0], second, parsed.GetValue(_points), SitePath.Of(a));
        return ExitCode.Success;
    }

    private int Draw(string[] paths, ParseResult parsed)
    {
        FigureOutput output = _figure.In(parsed);
        string folder = PathChecks.OutputFolder("output", parsed.GetRequiredValue(_output));
        if (Path.GetFileName(parsed.GetRequiredValue(_name)).Length == 0)
        {
            throw new UsageException([new("name", parsed.GetRequiredValue(_name), "must name files",
                "leave it out for comparison")]);
        }
        if (paths.Length is < 2 or > FigureCatalog.MostRuns)
        {
            throw new UsageException($"RUN {string.Join(' ', paths)}: {paths.Length} given, a figure compares 2 to "
                + $"{FigureCatalog.MostRuns}; name so many, or draw one by moments plot");
        }
        string[]? given = parsed.GetValue(_labels)?.Split(';', StringSplitOptions.TrimEntries);
        if (given is not null && (given.Length != paths.Length || given.Contains("")))
        {
            throw new UsageException([new("labels", parsed.GetValue(_labels)!,
                $"must name each of the {paths.Length} runs", "write them like \"He;uniform\"")]);
        }

        IReadOnlyList<Quantity>? quantities = _quantities.In(parsed);
        RunResults[] runs = [.. paths.Select(Load)];
        QuantitiesOption.RequireHeld(quantities, runs);
        IReadOnlyList<string> labels = given ?? RunLabels.Of(runs);
        LabelledRun[] labelled = [.. labels.Zip(runs, (label, run) => new LabelledRun(label, run))];
        string path = Path.Combine(folder, parsed.GetRequiredValue(_name));
        output.Write(FigureCatalog.SideBySide(labelled, quantities), path);
        AtomicFile.Write(path + ".csv", SideBySideTable.Csv(labelled));
        AtomicFile.Write(path + ".md", SideBySideTable.Markdown(labelled));
        TextTable.Write(SideBySideTable.Header(labelled), SideBySideTable.Rows(labelled));
        bool isPaired = PairedTable.Rows(labelled).Count > 0;
        if (isPaired)
        {
            AtomicFile.Write(path + "-paired.csv", PairedTable.Csv(labelled));
            Console.WriteLine();
            Console.WriteLine(PairedTable.Sentence(labelled));
            TextTable.Write(PairedTable.Header(labelled), PairedTable.Rows(labelled));
        }

        foreach (LabelledRun run in labelled)
        {
            foreach (string degeneracy in DegeneracyText.Of(run.Run))
                Console.WriteLine($"note: {run.Label}: {degeneracy}");
        }

        Console.WriteLine($"{path}{string.Join(", ", output.Formats.Select(FigureOutput.Extension))}, .csv, "
            + $".md{(isPaired ? ", -paired.csv" : "")}");
        return ExitCode.Success;
    }

    private static RunResults Load(string path)
    {
        using RunDirectory run = RunFiles.Open(path);
        return RunFiles.Load(run);
    }

    // The run knows what the file's numbered places mean; only a run that was imported itself knows no better than the
    // file.
    private static RunResults ReadReference(string path, RunResults run) =>
        run.Imported is null ? NpzImport.ReadAs(path, run.Configuration.Network) : NpzImport.Read(path);
}
