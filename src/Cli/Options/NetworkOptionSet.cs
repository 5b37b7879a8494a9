using System.CommandLine;
using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;

namespace MomentsDnns.Cli.Options;

/// <summary>The options that name a network.</summary>
internal sealed class NetworkOptionSet
{
    private static readonly NetworkOptions Default = new();

    private readonly Option<ArchitectureShorthand?> _architecture = Choice.Optional<ArchitectureShorthand>("--architecture",
        "Shorthand: vanilla = feedforward without norm, bn-ff = feedforward with batch norm, bn-res = residual with batch norm");

    private readonly Option<Topology?> _topology = Choice.Optional<Topology>("--topology", "How layers are joined [default: feedforward]");
    private readonly Option<NormKind?> _norm = Choice.Optional<NormKind>("--norm", "Normalization of each layer [default: none]");
    private readonly Option<ActivationKind> _activation = Choice.Option("--activation", "Activation of each layer", Default.Activation);
    private readonly Option<int?> _residualDepth = Number.Optional<int>("--residual-depth", $"H, layers in a residual unit [default: {Default.ResidualDepth}]");
    private readonly Option<int> _depth = Number.Option("--depth", "Layers, or residual units", Default.Depth);
    private readonly Option<int> _width = Number.Option("--width", "Channels of every layer", Default.Width);
    private readonly Option<int> _kernelSize = Number.Option("--kernel-size", "Size of the kernels, odd; 1 is fully connected", Default.KernelSize);
    private readonly Option<Boundary?> _boundary = Choice.Optional<Boundary>("--boundary", "What a convolution sees beyond the edge [default: periodic]");
    private readonly Option<double?> _epsilon = Number.Optional<double>("--norm-epsilon", $"Added to the variance that a norm divides by [default: {Default.NormEpsilon}]");
    private readonly Option<InitializationKind> _init = Choice.Option("--init", "Law of the weights: variance 2/fan-in (he) or 1/fan-in (lecun)", Default.Initialization);
    private readonly Option<ConvolutionAlgorithm> _convolution = Choice.Option("--convolution", "How convolutions are computed; changes rounding alone", Default.Convolution);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in new Option[]
        {
            _architecture, _topology, _norm, _activation, _residualDepth, _depth, _width, _kernelSize, _boundary, _epsilon, _init, _convolution,
        })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The network that was asked for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="faults">Receives contradictions between options; the rules of single values are the network's own.</param>
    public NetworkOptions Read(ParseResult parsed, ICollection<OptionFault> faults)
    {
        (Topology topology, NormKind norm) = ReadArchitecture(parsed, faults);
        NetworkOptions options = new()
        {
            Topology = topology,
            Norm = norm,
            Activation = parsed.GetValue(_activation),
            ResidualDepth = parsed.GetValue(_residualDepth) ?? Default.ResidualDepth,
            Depth = parsed.GetValue(_depth),
            Width = parsed.GetValue(_width),
            KernelSize = parsed.GetValue(_kernelSize),
            Boundary = parsed.GetValue(_boundary) ?? Default.Boundary,
            NormEpsilon = parsed.GetValue(_epsilon) ?? Default.NormEpsilon,
            Initialization = parsed.GetValue(_init),
            Convolution = parsed.GetValue(_convolution),
        };

        if (parsed.GetValue(_residualDepth) is { } residualDepth && topology == Topology.Feedforward)
            faults.Add(new("residual-depth", $"{residualDepth}", "belongs to residual nets, this one is feedforward", "leave it out, or take --topology residual"));
        if (parsed.GetValue(_boundary) is { } boundary && options.IsFullyConnected)
            faults.Add(new("boundary", OptionText.Of(boundary), "belongs to convolutions, kernel size 1 is fully connected", "leave it out, or take --kernel-size 3"));
        if (parsed.GetValue(_epsilon) is { } epsilon && norm == NormKind.None)
            faults.Add(new("norm-epsilon", OptionFault.Format(epsilon), "belongs to normalized nets, this one has no norm", "leave it out, or take --norm batch"));
        return options;
    }

    private (Topology Topology, NormKind Norm) ReadArchitecture(ParseResult parsed, ICollection<OptionFault> faults)
    {
        Topology? topology = parsed.GetValue(_topology);
        NormKind? norm = parsed.GetValue(_norm);
        if (parsed.GetValue(_architecture) is not { } shorthand)
            return (topology ?? Default.Topology, norm ?? Default.Norm);

        (Topology Topology, NormKind Norm) meant = shorthand switch
        {
            ArchitectureShorthand.BnFf => (Topology.Feedforward, NormKind.Batch),
            ArchitectureShorthand.BnRes => (Topology.Residual, NormKind.Batch),
            _ => (Topology.Feedforward, NormKind.None),
        };
        if (topology is { } t && t != meant.Topology)
            faults.Add(new("topology", OptionText.Of(t), $"contradicts --architecture {OptionText.Of(shorthand)}, which is {OptionText.Of(meant.Topology)}", "leave one of them out"));
        if (norm is { } n && n != meant.Norm)
            faults.Add(new("norm", OptionText.Of(n), $"contradicts --architecture {OptionText.Of(shorthand)}, whose norm is {OptionText.Of(meant.Norm)}", "leave one of them out"));
        return meant;
    }
}
