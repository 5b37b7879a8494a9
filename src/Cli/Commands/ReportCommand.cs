using System.CommandLine;
using MomentsDnns.Cli.Options;
using MomentsDnns.Cli.Output;
using MomentsDnns.Reporting;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Cli.Commands;

/// <summary><c>moments report</c>: writes runs as one page.</summary>
internal sealed class ReportCommand : IMomentsCommand
{
    /// <inheritdoc/>
    public static string Name => "report";

    /// <inheritdoc/>
    public static string Argument => "RUN";

    /// <inheritdoc/>
    public static string Description =>
        "Write runs as one HTML page: verdicts, figures with numbers under the pointer, tables, how to repeat "
        + "them";

    private readonly Argument<string[]> _runs =
        new(Argument) { Description = "Run directories", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> _output = new("--output")
    {
        Description = "The page; an existing one is replaced",
        HelpName = "FILE.html",
        DefaultValueFactory = _ => "report.html"
    };

    /// <inheritdoc/>
    public Command Build(Interruption interruption)
    {
        Command command = new(Name, Description);
        command.Arguments.Add(_runs);
        command.Options.Add(_output);
        command.SetAction(Execute);
        return command;
    }

    private int Execute(ParseResult parsed)
    {
        string output = PathChecks.OutputFile("output", parsed.GetRequiredValue(_output), ".html", ".htm");
        List<ReportedRun> runs = [];
        foreach (string path in parsed.GetRequiredValue(_runs))
        {
            using RunDirectory run = RunFiles.Open(path);
            runs.Add(new(path, RunFiles.Load(run), run.Versions));
        }

        HtmlReport.Save(runs, output);
        Console.WriteLine(output);
        return ExitCode.Success;
    }
}
