using System.CommandLine;
using System.CommandLine.Help;
using System.Diagnostics;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Cli.Options;
using MomentsDnns.Cli.Output;
using MomentsDnns.Notebooks.Checking;
using MomentsDnns.Notebooks.Documents;
using MomentsDnns.Notebooks.Execution;
using MomentsDnns.Propagation.Running;
using MomentsDnns.Results;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Cli.Commands;

/// <summary>
/// <c>moments notebook run</c>: runs the C# cells of notebooks and keeps their outputs in the files, or checks those
/// that are there.
/// </summary>
internal sealed class NotebookCommand : IMomentsCommand
{
    /// <inheritdoc/>
    public static string Name => "notebook";

    /// <inheritdoc/>
    public static string Description => "Notebooks with C# cells (.ipynb)";

    private readonly Argument<string[]> _files =
        new("FILE") { Description = "Notebooks (.ipynb, nbformat 4.5)", Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> _check = new("--check")
    {
        Description =
        "Keep no outputs: run again and say whether the numbers still agree with the stored ones, within the "
        + "tolerances of each notebook"
    };
    private readonly ChoiceOption<SettingScale> _setting =
        new("--setting", "Scale of the measurements; with --check that of the stored outputs", SettingScale.Quick);
    private readonly Option<string?> _output = new("--output")
    {
        Description = "Folder of the notebooks with their outputs [default: each file itself]",
        HelpName = "DIR"
    };
    private readonly Option<string> _runs = new("--runs")
    {
        Description =
        "Folder of the runs behind them; finished simulations there are not repeated",
        HelpName = "DIR",
        DefaultValueFactory = _ => Path.Combine("runs", "notebooks")
    };
    private readonly ComputeOptionSet _compute = new();

    private sealed record Planned(string Path, string Target, NotebookDocument Notebook, SettingScale Scale);

    /// <inheritdoc/>
    public Command Build(Interruption interruption)
    {
        Command run = new("run", "Run the cells of notebooks from top to bottom and keep their outputs. A notebook is "
            + "a program: its cells can do whatever you can, with --check too; run only those that you trust");
        run.Arguments.Add(_files);
        run.Options.Add(_check);
        run.Options.Add(_setting);
        run.Options.Add(_output);
        run.Options.Add(_runs);
        _compute.AddTo(run);
        run.SetAction(parsed => Execute(parsed, interruption.Watch()));
        Command command = new(Name, Description);
        command.Subcommands.Add(run);
        command.SetAction(new HelpAction().Invoke);
        return command;
    }

    private int Execute(ParseResult parsed, CancellationToken cancellation)
    {
        List<OptionFault> faults = [];
        int threads = _compute.Threads(parsed, faults);
        bool isCheck = parsed.GetValue(_check), isQuiet = _compute.IsQuiet(parsed);
        if (isCheck && parsed.GetValue(_output) is { } output)
            faults.Add(new("output", output, "contradicts --check, which keeps no outputs", "leave one of them out"));
        UsageException.ThrowIfAny(faults);
        if (parsed.GetValue(_output) is { } targets) PathChecks.OutputFolder("output", targets);
        string runFolder = PathChecks.OutputFolder("runs", parsed.GetRequiredValue(_runs));
        List<Planned> plan = Plan(parsed, isCheck);
        if (!isCheck && plan.Select(p => (p.Target, Fault: OutputTarget.OfFile(p.Target)))
            .FirstOrDefault(p => p.Fault is not null) is ({ } target, { } fault))
            throw new UsageException($"FILE {target}: {fault.Rule}; {fault.Remedy}");
        OpenSsl.Require("notebook run");
        Measurement runs = new()
        {
            Within = runFolder,
            Threads = threads,
            Device = _compute.Device(parsed),
            Repairs =
            _compute.Repairs(parsed)
        };

        int code = ExitCode.Success;
        foreach (Planned planned in plan)
        {
            Stopwatch clock = Stopwatch.StartNew();
            NotebookDocument rerun = planned.Notebook.Copy();
            int cells = rerun.CodeCells.Count();
            TextWriter console = Console.Error; // cells have another one
            CellFailure? failure;
            try
            {
                failure = new NotebookExecutor(new NotebookSetting(planned.Scale), runs, cancellation).Run(rerun,
                    cell => { if (!isQuiet) console.WriteLine($"{planned.Path}: cell {cell} of {cells}"); });
            }
            catch (OperationCanceledException)
            {
                Console.Error.WriteLine($"interrupted in {planned.Path}, which is as it was; what was measured is in "
                    + $"{parsed.GetValue(_runs)}; the same command goes on");
                return ExitCode.Interrupted;
            }

            if (!isCheck) rerun.Save(planned.Target);
            if (failure is not null)
            {
                Console.Error.WriteLine($"{planned.Path}, {failure}");
                return ExitCode.Failure;
            }

            if (isCheck && !Agrees(planned, rerun)) code = ExitCode.Failure;
            else
            {
                Console.WriteLine($"{planned.Target}: {cells} cells, "
                    + $"{(isCheck ? "numbers agree, " : "")}{ProgressDisplay.Duration(clock.Elapsed)}");
            }
        }

        return code;
    }

    // All files are read before any is run.
    private List<Planned> Plan(ParseResult parsed, bool isCheck)
    {
        SettingScale? asked = _setting.Given(parsed);
        List<Planned> plan = [];
        foreach (string path in parsed.GetRequiredValue(_files))
        {
            if (path.StartsWith("--", StringComparison.Ordinal))
                throw new UsageException($"{path}: is no option of this command; see moments notebook run --help");
            // a list of files takes in every word
            if (!File.Exists(path))
            {
                throw new UsageException($"FILE {path}: there is no such file; name a notebook, such as "
                    + "notebooks/1-quick-start.ipynb");
            }
            string target =
                parsed.GetValue(_output) is { } folder ? Path.Combine(folder, Path.GetFileName(path)) : path;
            if (plan.Any(p => p.Target == target))
            {
                throw new UsageException($"FILE {path}: would write {target}, as one before it does; name each "
                    + "notebook once");
            }
            NotebookDocument notebook;
            try
            {
                notebook = NotebookDocument.Read(path);
            }
            catch (InvalidDataException wrong)
            {
                throw new UsageException($"FILE {wrong.Message}");
            }

            SettingScale scale = asked ?? SettingScale.Quick;
            if (isCheck)
            {
                if (notebook.Setting is not { } stored || !OptionText.TryParse(stored, out scale))
                {
                    throw new UsageException($"FILE {path}: holds no outputs of a setting to compare with; run it "
                        + "without --check first");
                }
                if (asked is { } other && other != scale)
                {
                    throw new UsageException($"--setting {OptionText.Of(other)}: the outputs in {path} are of the "
                        + $"setting {stored}; leave the option out, or run without --check");
                }
            }

            plan.Add(new(path, target, notebook, scale));
        }

        return plan;
    }

    private static bool Agrees(Planned planned, NotebookDocument rerun)
    {
        IReadOnlyList<CheckDifference> differences =
            NotebookCheck.Differences(planned.Notebook, rerun, CheckTolerance.Of(planned.Notebook));
        foreach (CheckDifference difference in differences) Console.WriteLine($"{planned.Path}, {difference}");
        return differences.Count == 0;
    }
}
