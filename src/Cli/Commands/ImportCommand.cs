using System.CommandLine;
using MomentsDnns.Cli.Options;
using MomentsDnns.Propagation;
using MomentsDnns.Results;
using MomentsDnns.Results.Exchange;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Cli.Commands;

/// <summary>
/// <c>moments import</c>: reads results in the reference implementation's format into a run directory.
/// </summary>
internal sealed class ImportCommand : IMomentsCommand
{
    /// <inheritdoc/>
    public static string Name => "import";

    /// <inheritdoc/>
    public static string Argument => "FILE";

    /// <inheritdoc/>
    public static string Description => "Read results of the reference implementation into a run directory";

    private readonly Argument<string> _file =
        new(Argument) { Description = "An .npz file, such as the reference implementation or moments export write" };
    private readonly ImportedArchitectureOption _architecture = new();
    private readonly Option<string> _output = new("--output")
    {
        Description = "Run directory to write; must not exist or be empty",
        HelpName = "DIR",
        Required = true
    };

    /// <inheritdoc/>
    public Command Build(Interruption interruption)
    {
        Command command = new(Name, Description);
        command.Arguments.Add(_file);
        command.Options.Add(_architecture);
        command.Options.Add(_output);
        command.SetAction(parsed =>
        {
            string output = PathChecks.OutputRun("output", parsed.GetRequiredValue(_output));
            string file = PathChecks.InputFile("FILE", parsed.GetRequiredValue(_file),
                "name an .npz file, such as moments export writes");
            RunResults results =
                _architecture.Given(parsed) is { } layout ? NpzImport.ReadAs(file, layout) : NpzImport.Read(file);
            if (!results.Curves.Any())
            {
                throw new InvalidDataException($"{file}: holds no value at all (NaN, or ranks of -1 that were not "
                    + "computed); name a file with results");
            }
            using RunDirectory run = RunDirectory.Import(output, results, SoftwareVersions.Current);
            Console.WriteLine($"{output}: {results.Simulations.Count} simulations at {results.Depths.Count} depths, "
                + $"{results.Curves.Count()} curves");
            return ExitCode.Success;
        });
        return command;
    }
}
