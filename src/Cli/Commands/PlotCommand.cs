using System.CommandLine;
using MomentsDnns.Cli.Options;
using MomentsDnns.Cli.Output;
using MomentsDnns.Plotting;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Cli.Commands;

/// <summary><c>moments plot</c>: draws the figures of runs.</summary>
internal sealed class PlotCommand : IMomentsCommand
{
    private readonly Argument<string[]> _runs = new("RUN") { Description = "Run directories", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> _output = new("--output") { Description = "Folder of the figures", HelpName = "DIR", DefaultValueFactory = _ => "figures" };
    private readonly Option<bool> _paperRanges = new("--paper-ranges") { Description = "Take the paper's axis ranges instead of the data's" };
    private readonly Option<bool> _theory = new("--theory") { Description = "Draw theory beside the measurements: dotted lines, and panels for what the paper does not show" };
    private readonly FigureOptionSet _figure = new();

    /// <inheritdoc/>
    public Command Build(Interruption interruption)
    {
        Command command = new("plot", "Draw the figures of runs as PNG, SVG or PDF");
        command.Arguments.Add(_runs);
        command.Options.Add(_output);
        command.Options.Add(_paperRanges);
        command.Options.Add(_theory);
        _figure.AddTo(command);
        command.SetAction(Execute);
        return command;
    }

    private int Execute(ParseResult parsed)
    {
        FigureOutput output = _figure.In(parsed);
        string folder = PathChecks.OutputFolder("output", parsed.GetRequiredValue(_output));
        string[] paths = parsed.GetRequiredValue(_runs);
        FigureOptions options = new() { PaperRanges = parsed.GetValue(_paperRanges), Theory = parsed.GetValue(_theory) };
        foreach (string path in paths)
        {
            using RunDirectory run = RunDirectory.Open(path);
            // Several runs into one folder: each figure carries its run's name.
            string prefix = paths.Length == 1 ? "" : Path.GetFileName(Path.TrimEndingDirectorySeparator(path)) + "-";
            FigureFiles.Draw(RunFiles.Load(run), folder, prefix, options, output);
        }

        return ExitCode.Success;
    }
}
