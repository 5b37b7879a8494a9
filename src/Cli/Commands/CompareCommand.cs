using System.CommandLine;
using System.Globalization;
using MomentsDnns.Analysis.Comparison;
using MomentsDnns.Analysis.SideBySide;
using MomentsDnns.Cli.Options;
using MomentsDnns.Cli.Output;
using MomentsDnns.Plotting;
using MomentsDnns.Results;
using MomentsDnns.Results.Exchange;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Cli.Commands;

/// <summary>
/// <c>moments compare</c>: several runs in one figure and one table; or whether two runs, or a run and published results, follow
/// the same law.
/// </summary>
internal sealed class CompareCommand : IMomentsCommand
{
    private readonly Argument<string[]> _runs = new("RUN") { Description = $"Run directories, up to {FigureCatalog.MostRuns}; two with --agreement, one with --reference", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> _labels = new("--labels") { Description = "Names of the runs in the figure, separated by semicolons, with mathematics as docs/labels.md says [default: in what they differ]", HelpName = "A;B;.." };
    private readonly Option<string?> _quantities = new("--quantities")
    {
        Description = "Panels of the figure, separated by commas [default: all]",
        HelpName = string.Join(",", Enum.GetValues<SharedQuantity>().Select(OptionText.Of)),
    };

    private readonly Option<string> _output = new("--output") { Description = "Folder of the figure and the table", HelpName = "DIR", DefaultValueFactory = _ => "figures" };
    private readonly Option<string> _name = new("--name") { Description = "Name of their files", HelpName = "NAME", DefaultValueFactory = _ => "comparison" };
    private readonly FigureOptionSet _figure = new();
    private readonly Option<bool> _agreement = new("--agreement") { Description = "No figure: whether two runs follow the same law, curve by curve" };
    private readonly Option<string?> _reference = new("--reference") { Description = "No figure: whether one run follows the law of published results, in the reference implementation's format", HelpName = "FILE.npz" };
    private readonly Option<bool> _spread = new("--spread") { Description = "Compare standard deviations over simulations too" };
    private readonly Option<bool> _points = new("--points") { Description = "List every compared point, not only the worst of each curve" };

    /// <inheritdoc/>
    public Command Build(Interruption interruption)
    {
        Command command = new("compare", "Draw several runs in one figure with a table; or test whether two follow the same law");
        command.Arguments.Add(_runs);
        command.Options.Add(_labels);
        command.Options.Add(_quantities);
        command.Options.Add(_output);
        command.Options.Add(_name);
        _figure.AddTo(command);
        command.Options.Add(_agreement);
        command.Options.Add(_reference);
        command.Options.Add(_spread);
        command.Options.Add(_points);
        command.SetAction(Execute);
        return command;
    }

    private int Execute(ParseResult parsed)
    {
        string[] paths = parsed.GetRequiredValue(_runs);
        string? reference = parsed.GetValue(_reference);
        bool draws = reference is null && !parsed.GetValue(_agreement);
        // An option of the other kind of comparison would be passed over in silence.
        Option[] others = draws ? [_spread, _points] : [_labels, _quantities, _output, _name, .. _figure.All];
        if (others.FirstOrDefault(o => parsed.GetResult(o) is { Implicit: false }) is { } other)
        {
            throw new UsageException(draws
                ? $"{other.Name}: belongs to --agreement and --reference; leave it out, or add one of them"
                : $"{other.Name}: belongs to the figure, which {(reference is null ? "--agreement" : "--reference")} does not draw; leave one of them out");
        }

        if (draws) return Draw(paths, parsed);
        int wanted = reference is null ? 2 : 1;
        if (paths.Length != wanted)
        {
            throw new UsageException($"RUN {string.Join(' ', paths)}: {paths.Length} given, "
                + $"{(reference is null ? "--agreement is of two runs" : "one run is compared with --reference")}; name {wanted}");
        }

        RunResults a = Load(paths[0]);
        RunResults b = reference is null ? Load(paths[1]) : ReadReference(reference, a);
        ComparisonResult result = RunComparison.Compare(a, b, new ComparisonOptions { IncludeSpread = parsed.GetValue(_spread) });

        Console.WriteLine($"A: {paths[0]}, {a.Simulations.Count} simulations");
        Console.WriteLine($"B: {reference ?? paths[1]}, {b.Simulations.Count} simulations");
        if (parsed.GetValue(_points)) WritePoints(result);
        else WriteCurves(result);
        WriteNotes(result, a.Configuration.Seed);
        WriteVerdict(result);
        return ExitCode.Success;
    }

    private int Draw(string[] paths, ParseResult parsed)
    {
        FigureOutput output = _figure.In(parsed);
        if (paths.Length is < 2 or > FigureCatalog.MostRuns)
            throw new UsageException($"RUN {string.Join(' ', paths)}: {paths.Length} given, a figure compares 2 to {FigureCatalog.MostRuns}; name so many, or draw one by moments plot");
        string[]? given = parsed.GetValue(_labels)?.Split(';', StringSplitOptions.TrimEntries);
        if (given is not null && given.Length != paths.Length)
            throw new UsageException([new("labels", parsed.GetValue(_labels)!, $"must name each of the {paths.Length} runs", "write them like \"He;uniform\"")]);

        SharedQuantity[]? quantities = parsed.GetValue(_quantities)?.Split(',', StringSplitOptions.TrimEntries).Select(Quantity).ToArray();
        RunResults[] runs = [.. paths.Select(Load)];
        IReadOnlyList<string> labels = given ?? RunLabels.Of([.. runs.Select(r => r.Configuration)]);
        LabelledRun[] labelled = [.. labels.Zip(runs, (label, run) => new LabelledRun(label, run))];
        string path = Path.Combine(parsed.GetRequiredValue(_output), parsed.GetRequiredValue(_name));
        output.Write(FigureCatalog.SideBySide(labelled, quantities), path);
        File.WriteAllText(path + ".csv", SideBySideTable.Csv(labelled));
        File.WriteAllText(path + ".md", SideBySideTable.Markdown(labelled));
        TextTable.Write(SideBySideTable.Header, SideBySideTable.Rows(labelled));
        foreach (LabelledRun run in labelled)
        {
            foreach (string loss in LossText.Of(run.Run)) Console.WriteLine($"note: {run.Label}: {loss}");
        }

        Console.WriteLine($"{path}{string.Join(", ", output.Formats.Select(FigureOutput.Extension))}, .csv, .md");
        return ExitCode.Success;
    }

    private static SharedQuantity Quantity(string name) => OptionText.TryParse(name, out SharedQuantity known)
        ? known
        : throw new UsageException([new("quantities", name, $"must be of {string.Join(", ", Enum.GetValues<SharedQuantity>().Select(OptionText.Of))}", "leave it out for all")]);

    private static RunResults Load(string path)
    {
        using RunDirectory run = RunDirectory.Open(path);
        return RunFiles.Load(run);
    }

    // The run knows what the file's numbered places mean; only a run that was imported itself knows no better than the file.
    private static RunResults ReadReference(string path, RunResults run) =>
        run.Imported is null ? NpzImport.ReadAs(path, run.Configuration.Network) : NpzImport.Read(path);

    private static void WriteCurves(ComparisonResult result) => TextTable.Write(
        ["curve", "points", "|z| > 3", "worst z", "at depth", "mean A", "error A", "mean B", "error B", "verdict"],
        [.. result.Curves.Select(c => new[]
        {
            c.Quantity.Name, $"{c.Points.Count}", Text($"{100 * c.FarFraction:F1}%"), Text($"{c.Worst.Z:F2}"), $"{c.Worst.Depth}",
            Text($"{c.Worst.A:G6}"), Text($"{c.Worst.ErrorA:G2}"), Text($"{c.Worst.B:G6}"), Text($"{c.Worst.ErrorB:G2}"), OptionText.Of(c.Verdict),
        })]);

    private static void WritePoints(ComparisonResult result) => TextTable.Write(
        ["curve", "depth", "mean A", "error A", "mean B", "error B", "z"],
        [.. result.Curves.SelectMany(c => c.Points.Select(p => new[]
        {
            c.Quantity.Name, $"{p.Depth}", Text($"{p.A:G6}"), Text($"{p.ErrorA:G2}"), Text($"{p.B:G6}"), Text($"{p.ErrorB:G2}"), Text($"{p.Z:F2}"),
        }))]);

    private static void WriteNotes(ComparisonResult result, ulong seed)
    {
        if (result.SkippedCount > 0)
        {
            Console.WriteLine($"note: {result.SkippedCount} points of {result.Curves.Count(c => c.SkippedDepths.Count > 0)} curve(s) "
                + "are left out, a run has fewer than two finite values there, or lost a signal");
        }

        if (result.SharesSeed)
        {
            Console.WriteLine($"note: both runs have seed {seed} and the same images: their samples are not independent, "
                + "z is too small; run one with another --seed");
        }
    }

    private static void WriteVerdict(ComparisonResult result)
    {
        ComparisonOptions bounds = result.Options;
        Console.WriteLine(Text($"worst: z = {result.Worst.Worst.Z:F2}, {result.Worst.Quantity.Name}, depth {result.Worst.Worst.Depth}; ")
            + Text($"{100 * result.FarFraction:F2}% of {result.PointCount} points past |z| = {bounds.FarZ:G2}"));
        Console.WriteLine(result.Verdict == ComparisonVerdict.Agree
            ? Text($"verdict: they agree (every |z| <= {bounds.LargestZ:G2}, at most {100 * bounds.LargestFarFraction:G2}% of the points past {bounds.FarZ:G2})")
            : Text($"verdict: they differ (agreement asks for every |z| <= {bounds.LargestZ:G2} and at most {100 * bounds.LargestFarFraction:G2}% of the points past {bounds.FarZ:G2})"));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
