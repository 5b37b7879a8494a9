using System.CommandLine;
using MomentsDnns.Analysis;
using MomentsDnns.Analysis.Verdicts;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Cli.Options;
using MomentsDnns.Cli.Output;
using MomentsDnns.Results.Options;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Cli.Commands;

/// <summary><c>moments analyze</c>: judges runs in words and numbers.</summary>
internal sealed class AnalyzeCommand : IMomentsCommand
{
    /// <inheritdoc/>
    public static string Name => "analyze";

    /// <inheritdoc/>
    public static string Argument => "RUN";

    /// <inheritdoc/>
    public static string Description =>
        "Judge runs: pathologies with confidence and onset, growth law of chi, theory beside measurement";

    private static readonly AnalysisOptions Default = new();

    private readonly Argument<string[]> _runs =
        new(Argument) { Description = "Run directories", Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> _json =
        new("--json") { Description = "Write everything as JSON, a list with an element for each run" };
    private readonly NumberOption<double> _confidence =
        new("--confidence", "Confidence that a verdict needs", Default.Confidence);
    private readonly NumberOption<int> _fitFrom =
        new("--fit-from", "First depth of the fits to chi [default: a twentieth of the depth]");
    private readonly NumberOption<int> _fitTo = new("--fit-to", "Last depth of the fits [default: the whole depth]");
    private readonly NumberOption<double> _zero = new("--zero-dimensional", "mu_2/nu_2 at or below which a signal is "
        + "zero-dimensional", Default.ZeroDimensionalShare);
    private readonly NumberOption<double> _one = new("--one-dimensional", "Share of variance off the first direction, "
        + "1 - 1/r_eff, at or below which a signal is one-dimensional", Default.OneDimensionalShare);
    private readonly NumberOption<double> _activation = new("--activation-rate", "Growth of log nu_2 a layer from "
        + "which activations explode or vanish", Default.ActivationRate);

    /// <inheritdoc/>
    public static bool PrintsItsResult => true;

    /// <inheritdoc/>
    public Command Build(Interruption interruption)
    {
        Command command = new(Name, Description);
        command.Arguments.Add(_runs);
        command.Options.Add(_json);
        command.Options.Add(_confidence);
        command.Options.Add(_fitFrom);
        command.Options.Add(_fitTo);
        command.Options.Add(_zero);
        command.Options.Add(_one);
        command.Options.Add(_activation);
        command.SetAction(Execute);
        return command;
    }

    private int Execute(ParseResult parsed)
    {
        AnalysisOptions options = new()
        {
            Confidence = _confidence.In(parsed),
            FitFrom = _fitFrom.Given(parsed),
            FitTo = _fitTo.Given(parsed),
            ZeroDimensionalShare = _zero.In(parsed),
            OneDimensionalShare = _one.In(parsed),
            ActivationRate = _activation.In(parsed),
        };
        IReadOnlyList<OptionFault> faults = options.Validate();
        UsageException.ThrowIfAny(faults);
        List<(string Path, RunAnalysis Analysis)> analyses = [];
        foreach (string path in parsed.GetRequiredValue(_runs))
        {
            using RunDirectory run = RunFiles.Open(path);
            faults = options.Validate(run.Depths[^1]);
            if (faults.Count > 0)
            {
                throw new UsageException(string.Join(Environment.NewLine,
                    faults.Select(fault => $"{path}: {fault.OnCommandLine()}")));
            }
            analyses.Add((path, RunAnalysis.Of(RunFiles.Load(run), options)));
        }

        if (parsed.GetValue(_json))
        {
            Console.Write(AnalysisJson.Write(analyses) + Environment.NewLine);
            return ExitCode.Success;
        }

        foreach ((string path, RunAnalysis analysis) in analyses) Console.Write(AnalysisText.Of(path, analysis));
        return ExitCode.Success;
    }
}
