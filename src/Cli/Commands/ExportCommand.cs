using System.CommandLine;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Cli.Options;
using MomentsDnns.Cli.Output;
using MomentsDnns.Results;
using MomentsDnns.Results.Exchange;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Cli.Commands;

/// <summary><c>moments export</c>: writes a run as one file that other programs read.</summary>
internal sealed class ExportCommand : IMomentsCommand
{
    /// <inheritdoc/>
    public static string Name => "export";

    /// <inheritdoc/>
    public static string Argument => "RUN";

    /// <inheritdoc/>
    public static string Description => "Write a run as one file that other programs read";

    private readonly Argument<string> _run = new(Argument) { Description = "Run directory" };

    private readonly Option<string> _output = new("--output")
    {
        Description = "File to write: .npz (arrays [simulations, depths] with the reference implementation's names), "
            + ".csv or .parquet (one row per simulation, depth and location)",
        HelpName = "FILE",
        Required = true,
    };

    private readonly QuantitiesOption _quantities = new(
        "What to write as kept (log_: natural logarithms) by simulation and depth [default: every statistic at every "
        + "place], separated by commas");

    /// <inheritdoc/>
    public Command Build(Interruption interruption)
    {
        Command command = new(Name, Description);
        command.Arguments.Add(_run);
        command.Options.Add(_output);
        command.Options.Add(_quantities);
        command.SetAction(parsed =>
        {
            string output = parsed.GetRequiredValue(_output);
            IReadOnlyList<Quantity>? quantities = _quantities.In(parsed);
            if (output.Length > 0 && (quantities is null ? RunExport.Validate(output)
                : RunExport.ValidateColumns(output)) is { } fault)
                throw new UsageException([fault]);
            PathChecks.OutputFile("output", output);
            using RunDirectory run = RunFiles.Open(parsed.GetRequiredValue(_run));
            RunResults results = RunFiles.Load(run);
            if (quantities is null) RunExport.Write(results, output);
            else RunExport.Write(results, QuantitiesOption.Columns(quantities, results), output);
            Console.WriteLine(output);
            return ExitCode.Success;
        });
        return command;
    }
}
