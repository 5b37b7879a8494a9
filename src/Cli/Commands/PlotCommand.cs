using System.CommandLine;
using MomentsDnns.Cli.Options;
using MomentsDnns.Cli.Output;
using MomentsDnns.Plotting;
using MomentsDnns.Results;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Cli.Commands;

/// <summary><c>moments plot</c>: draws the figures of runs.</summary>
internal sealed class PlotCommand : IMomentsCommand
{
    /// <inheritdoc/>
    public static string Name => "plot";

    /// <inheritdoc/>
    public static string Argument => "RUN";

    /// <inheritdoc/>
    public static string Description => "Draw the figures of runs as PNG, SVG or PDF";

    private readonly Argument<string[]> _runs =
        new(Argument) { Description = "Run directories", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> _output = new("--output")
    {
        Description = "Folder of the figures, which bear their run's name; one of another run is not replaced",
        HelpName = "DIR",
        DefaultValueFactory = _ =>
        "figures"
    };
    private readonly Option<bool> _paperRanges =
        new("--paper-ranges") { Description = "Take the paper's axis ranges instead of the data's" };
    private readonly Option<bool> _theory = new("--theory")
    {
        Description =
        "Draw theory beside the measurements: black lines, and panels for what the paper does not show"
    };
    private readonly Option<string?> _panels = new("--panels")
    {
        Description = "Panels in their order, by letter or name, separated by commas, such as a,c or "
            + "sensitivity,ranks; figures that have none of them are not drawn [default: all]",
        HelpName = "a,c,..",
    };

    private readonly FigureOptionSet _figure = new();

    private sealed record Drawn(FigureDescription Figure, string Path);

    /// <inheritdoc/>
    public Command Build(Interruption interruption)
    {
        Command command = new(Name, Description);
        command.Arguments.Add(_runs);
        command.Options.Add(_output);
        command.Options.Add(_paperRanges);
        command.Options.Add(_theory);
        command.Options.Add(_panels);
        _figure.AddTo(command);
        command.SetAction(Execute);
        return command;
    }

    private int Execute(ParseResult parsed)
    {
        FigureOutput output = _figure.In(parsed);
        string folder = PathChecks.OutputFolder("output", parsed.GetRequiredValue(_output));
        string[] paths = parsed.GetRequiredValue(_runs);
        if (paths.GroupBy(Path.GetFullPath).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new UsageException($"RUN {twice.First()}: is named twice; name each run once");
        FigureOptions options =
            new() { PaperRanges = parsed.GetValue(_paperRanges), Theory = parsed.GetValue(_theory) };
        string[]? panels = parsed.GetValue(_panels)?.Split(',', StringSplitOptions.TrimEntries);
        Drawn[] figures = [.. paths.Zip(RunFileNames.Of(paths)).SelectMany(run =>
            Describe(run.First, options, panels).Select(figure =>
            new Drawn(figure, Path.Combine(folder, $"{run.Second}-{figure.Name}"))))];
        foreach (Drawn drawn in figures) FigureFiles.RequireOwn(drawn.Figure, drawn.Path, output);
        foreach (Drawn drawn in figures) FigureFiles.Write(drawn.Figure, drawn.Path, output);

        return ExitCode.Success;
    }

    private static IEnumerable<FigureDescription> Describe(string path, FigureOptions options, string[]? panels)
    {
        using RunDirectory run = RunFiles.Open(path);
        RunResults results = RunFiles.Load(run);
        FigureDescription[] figures = [.. FigureCatalog.For(results)
            .Select(figure => FigureCatalog.Describe(figure, results, options)
            with { Origin = FigureOrigin.OfRun(path) })];
        if (panels is null) return figures;
        foreach (string panel in panels.Where(panel => figures.All(f => f.Panel(panel) is null)))
        {
            throw new UsageException([new("panels", panel, $"is no panel of {path}: there are "
                + $"{string.Join("; ", figures.Select(f => $"{f.Name}: {string.Join(", ", f.PanelNames)}"))}",
                "take some of them, like a,b")]);
        }

        return figures.Where(f => panels.Any(p => f.Panel(p) is not null))
            .Select(f => f.OfPanels(panels.Where(p => f.Panel(p) is not null)));
    }
}
