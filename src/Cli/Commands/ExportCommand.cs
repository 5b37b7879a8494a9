using System.CommandLine;
using MomentsDnns.Cli.Options;
using MomentsDnns.Cli.Output;
using MomentsDnns.Results.Exchange;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Cli.Commands;

/// <summary><c>moments export</c>: writes a run as one file that other programs read.</summary>
internal sealed class ExportCommand : IMomentsCommand
{
    private readonly Argument<string> _run = new("RUN") { Description = "Run directory" };

    private readonly Option<string> _output = new("--output")
    {
        Description = "File to write: .npz (arrays [simulations, depths] with the reference implementation's names), .csv or .parquet (one row per simulation, depth and location)",
        HelpName = "FILE",
        Required = true,
    };

    /// <inheritdoc/>
    public Command Build(Interruption interruption)
    {
        Command command = new("export", "Write a run as one file that other programs read");
        command.Arguments.Add(_run);
        command.Options.Add(_output);
        command.SetAction(parsed =>
        {
            string output = parsed.GetRequiredValue(_output);
            if (output.Length > 0 && RunExport.Validate(output) is { } fault) throw new UsageException([fault]);
            PathChecks.OutputFile("output", output);
            using RunDirectory run = RunDirectory.Open(parsed.GetRequiredValue(_run));
            RunExport.Write(RunFiles.Load(run), output);
            Console.WriteLine(output);
            return ExitCode.Success;
        });
        return command;
    }
}
