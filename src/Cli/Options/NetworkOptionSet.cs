using System.CommandLine;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using MomentsDnns.Results.Options;
using Shorthand = MomentsDnns.Cli.Options.ArchitectureShorthand;

namespace MomentsDnns.Cli.Options;

/// <summary>The options that name a network: those that are declared, and a shorthand of two of them.</summary>
internal sealed class NetworkOptionSet
{
    private readonly ChoiceOption<Shorthand> _architecture = new("--architecture",
        "Shorthand: vanilla = feedforward without norm, bn-ff = feedforward with batch norm, "
            + "bn-res = residual with batch norm",
        Shorthand.Vanilla);

    private readonly IReadOnlyDictionary<string, DeclaredOption> _options =
        ExperimentOptions.OfNetworks.ToDictionary(o => o.Property, o => new DeclaredOption(o));

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_architecture);
        foreach (OptionDeclaration option in ExperimentOptions.OfCommandLine)
        {
            if (_options.TryGetValue(option.Property, out DeclaredOption? declared)) command.Options.Add(declared);
        }
    }

    /// <summary>The network that was asked for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="faults">Receives contradictions between options; the rules of single values are the network's
    /// own.</param>
    public NetworkOptions Read(ParseResult parsed, List<OptionFault> faults)
    {
        ExperimentConfiguration experiment = _options.Values.Aggregate(
            ExperimentOptions.Default, (e, option) => option.Set(e, parsed));
        if (_architecture.Given(parsed) is { } shorthand)
        {
            NetworkOptions network = experiment.Network;
            experiment = experiment with
            {
                Network = shorthand switch
                {
                    Shorthand.BnFf => network with { Topology = Topology.Feedforward, Norm = NormKind.Batch },
                    Shorthand.BnRes => network with { Topology = Topology.Residual, Norm = NormKind.Batch },
                    _ => network with { Topology = Topology.Feedforward, Norm = NormKind.None },
                },
            };
            string contradicts = $"contradicts --architecture {OptionText.Of(shorthand)}, ";
            OptionFault?[] contradictions =
            [
                _options[nameof(network.Topology)].Contradiction(
                    experiment, parsed, meant => $"{contradicts}which is {meant}"),
                _options[nameof(network.Norm)].Contradiction(
                    experiment, parsed, meant => $"{contradicts}whose norm is {meant}"),
            ];
            faults.AddRange(contradictions.OfType<OptionFault>());
        }

        faults.AddRange(_options.Values.Select(option => option.Fault(experiment, parsed)).OfType<OptionFault>());
        return experiment.Network;
    }
}
