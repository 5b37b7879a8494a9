using System.CommandLine;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Datasets;
using MomentsDnns.Propagation;
using MomentsDnns.Results;

namespace MomentsDnns.Cli.Options;

/// <summary>The options that make up an experiment: network, input, statistics, and how many simulations.</summary>
internal sealed class ExperimentOptionSet
{
    private readonly NetworkOptionSet _network = new();
    private readonly DatasetOptionSet _dataset = new();
    private readonly NumberOption<int> _batchSize = new("--batch-size", "Images in a simulation", 64);
    private readonly NumberOption<int> _simulations = new("--simulations", $"Simulations in all, up to {ExperimentRunner.MostSimulations}", 1000);
    private readonly NumberOption<int> _records = new("--records", $"How many depths are recorded, up to {ExperimentConfiguration.MostRecords}; divides the depth [default: its largest divisor up to 100]");
    private readonly ChoiceOption<EffectiveRankChoice> _effectiveRank = new("--effective-rank", "Of which tensors the effective rank is taken", EffectiveRankChoice.Both);
    private readonly NoiseOption _noise = new();
    private readonly NumberOption<ulong> _seed = new("--seed", "Seed of every random number", 0UL);
    private readonly ChoiceOption<Precision> _precision = new("--precision", "Arithmetic of the propagation", Precision.Float32);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        _network.AddTo(command);
        command.Options.Add(_batchSize);
        command.Options.Add(_simulations);
        command.Options.Add(_records);
        command.Options.Add(_effectiveRank);
        command.Options.Add(_noise);
        _dataset.AddTo(command);
        command.Options.Add(_seed);
        command.Options.Add(_precision);
    }

    /// <summary>The experiment that was asked for, its images apart.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="faults">Receives every broken rule.</param>
    public (ExperimentConfiguration Configuration, int Simulations) Read(ParseResult parsed, List<OptionFault> faults)
    {
        NetworkOptions network = _network.Read(parsed, faults);
        ExperimentConfiguration configuration = new()
        {
            Network = network,
            BatchSize = _batchSize.In(parsed),
            Records = _records.Given(parsed) ?? RunCommandLine.DefaultRecords(network.Depth),
            EffectiveRank = _effectiveRank.In(parsed),
            NoiseAmplitude = _noise.Amplitude(parsed),
            Seed = _seed.In(parsed),
            Precision = _precision.In(parsed),
        };
        int simulations = _simulations.In(parsed);
        if (ExperimentRunner.Validate(simulations) is { } fault) faults.Add(fault);
        faults.AddRange(configuration.Validate());
        return (configuration, simulations);
    }

    /// <summary>Opens the images that were asked for.</summary>
    /// <exception cref="DatasetException">They are not there or broken: one clear line.</exception>
    public IImageDataset OpenDataset(ParseResult parsed) => _dataset.Open(parsed);

    /// <summary>What names the images, for those who open each once.</summary>
    public string DatasetKey(ParseResult parsed) => _dataset.Key(parsed);

    /// <summary>The experiment on its images.</summary>
    /// <param name="configuration">The experiment.</param>
    /// <param name="dataset">The images.</param>
    /// <param name="faults">Receives the rules broken by the two together.</param>
    public static ExperimentConfiguration With(ExperimentConfiguration configuration, IImageDataset dataset, List<OptionFault> faults)
    {
        faults.AddRange(InputBatch.Validate(dataset, configuration));
        return configuration with { Dataset = dataset.Name, DatasetFingerprint = dataset.Fingerprint };
    }
}
