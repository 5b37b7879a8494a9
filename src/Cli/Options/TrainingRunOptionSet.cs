using System.CommandLine;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Datasets;
using MomentsDnns.Propagation.Running;
using MomentsDnns.Results;
using MomentsDnns.Training.Running;

namespace MomentsDnns.Cli.Options;

/// <summary>The options that make up a training run: network, training, images, and how many nets.</summary>
internal sealed class TrainingRunOptionSet
{
    private static readonly TrainingRun Usual = new();

    private readonly NetworkOptionSet _network = new();
    private readonly TrainingOptionSet _training = new();
    private readonly DatasetOptionSet _dataset = new(CifarLikeClassesDataset.DatasetName);
    private readonly NumberOption<int> _nets =
        new("--simulations", $"Nets in all, up to {RunRules.MostSimulations}", Usual.Nets);
    private readonly NumberOption<ulong> _seed = new("--seed", "Seed of every random number", Usual.Seed);
    private readonly ChoiceOption<Precision> _precision =
        new("--precision", "Arithmetic of the training; statistics are taken in float64", Usual.Precision);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        _network.AddTo(command);
        _training.AddTo(command);
        _dataset.AddTo(command);
        foreach (Option option in (Option[])[_nets, _seed, _precision]) command.Options.Add(option);
    }

    /// <summary>Opens the images that were asked for.</summary>
    /// <exception cref="DatasetException">They are not there, broken, or have no labels: one clear line.</exception>
    public ILabelledDataset OpenDataset(ParseResult parsed) => _dataset.OpenLabelled(parsed);

    /// <summary>The run that was asked for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="faults">Receives contradictions between options of the network.</param>
    /// <param name="open">Opens images, or gives those that are open, by what names them.</param>
    public TrainingRun Read(ParseResult parsed, List<OptionFault> faults, Func<string, ILabelledDataset> open)
    {
        NetworkOptions network = _network.Read(parsed, faults);
        return faults.Count > 0 ? Usual : _training.Read(parsed, open(_dataset.Key(parsed)), network) with
        {
            Nets = _nets.In(parsed),
            Seed = _seed.In(parsed),
            Precision = _precision.In(parsed),
        };
    }
}
