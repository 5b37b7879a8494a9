using System.CommandLine;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Datasets;
using MomentsDnns.Propagation.Running;
using MomentsDnns.Results;
using MomentsDnns.Results.Options;

namespace MomentsDnns.Cli.Options;

/// <summary>The options that make up an experiment: network, input, statistics, and how many simulations.</summary>
internal sealed class ExperimentOptionSet
{
    private readonly NetworkOptionSet _network = new();
    private readonly DatasetOptionSet _dataset = new();
    private readonly NumberOption<int> _simulations = new(
        "--simulations", $"Simulations in all, up to {RunRules.MostSimulations}", ExperimentOptions.DefaultSimulations);

    // The dataset's options open it.
    private readonly IReadOnlyDictionary<string, DeclaredOption> _options = ExperimentOptions.OfCommandLine
        .Except(ExperimentOptions.OfNetworks).Where(o => o.Words is not null).ToDictionary(
            o => o.Property, o => new DeclaredOption(o));

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        _network.AddTo(command);
        foreach (OptionDeclaration option in ExperimentOptions.OfCommandLine.Except(ExperimentOptions.OfNetworks))
        {
            if (_options.TryGetValue(option.Property, out DeclaredOption? declared)) command.Options.Add(declared);
            else _dataset.AddTo(command);
            if (option.Property == nameof(ExperimentConfiguration.BatchSize)) command.Options.Add(_simulations);
        }
    }

    /// <summary>The experiment that was asked for, its images apart.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="faults">Receives every broken rule.</param>
    public Measurement Read(ParseResult parsed, List<OptionFault> faults)
    {
        ExperimentConfiguration network = new() { Network = _network.Read(parsed, faults) };
        ExperimentConfiguration experiment = _options.Values.Aggregate(network, (e, option) => option.Set(e, parsed));
        int simulations = _simulations.In(parsed);
        if (RunRules.OfSimulations(simulations) is { } fault) faults.Add(fault);
        faults.AddRange(experiment.Validate());
        return new(experiment, simulations);
    }

    /// <summary>Opens the images that were asked for.</summary>
    /// <exception cref="DatasetException">They are not there or broken: one clear line.</exception>
    public IImageDataset OpenDataset(ParseResult parsed) => _dataset.Open(parsed);

    /// <summary>What names the images, for those who open each once.</summary>
    public string DatasetKey(ParseResult parsed) => _dataset.Key(parsed);
}
