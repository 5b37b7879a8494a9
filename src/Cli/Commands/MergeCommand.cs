using System.CommandLine;
using MomentsDnns.Cli.Options;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Cli.Commands;

/// <summary><c>moments merge</c>: joins runs of one experiment, such as shards on disks of their own.</summary>
internal sealed class MergeCommand : IMomentsCommand
{
    /// <inheritdoc/>
    public static string Name => "merge";

    /// <inheritdoc/>
    public static string Argument => "RUN";

    /// <inheritdoc/>
    public static string Description => "Join runs of one experiment, such as shards on disks of their own";

    private readonly Argument<string[]> _runs = new(Argument)
    {
        Description = "Run directories; each simulation is in one of them, or has the same bits in all",
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly Option<string> _output = new("--output")
    {
        Description = "Run directory of the joined run: a new one, or one of the same experiment; the others stay as "
            + "they are",
        HelpName = "DIR",
        Required = true,
    };

    /// <inheritdoc/>
    public Command Build(Interruption interruption)
    {
        Command command = new(Name, Description);
        command.Arguments.Add(_runs);
        command.Options.Add(_output);
        command.SetAction(parsed =>
        {
            string output = parsed.GetRequiredValue(_output);
            string[] runs = parsed.GetRequiredValue(_runs);
            foreach (string run in runs)
            {
                if (!Directory.Exists(run))
                    throw new UsageException($"{Argument} {run}: there is no such folder; name a run directory");
            }

            if (OutputTarget.OfRun(output) is { } fault) throw new UsageException([fault.Of("output", output)]);
            (int simulations, int added) = RunMerge.Merge(runs, output);
            Console.WriteLine($"{output}: {simulations} simulations, {added} of them added");
            Console.WriteLine($"next: moments analyze {output}");
            return ExitCode.Success;
        });
        return command;
    }
}
