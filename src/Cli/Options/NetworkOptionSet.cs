using System.CommandLine;
using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Normalization;
using MomentsDnns.Results;

namespace MomentsDnns.Cli.Options;

/// <summary>The options that name a network.</summary>
internal sealed class NetworkOptionSet
{
    private static readonly NetworkOptions Default = new();

    private readonly ChoiceOption<ArchitectureShorthand> _architecture = new("--architecture",
        "Shorthand: vanilla = feedforward without norm, bn-ff = feedforward with batch norm, bn-res = residual with batch norm",
        ArchitectureShorthand.Vanilla);

    private readonly TopologyOption _topology = new();
    private readonly NormOption _norm = new();
    private readonly ChoiceOption<NormStatistics> _normStatistics = new("--norm-statistics", "What batch statistics are to the noise: constants, or differentiated", Default.NormStatistics);
    private readonly ActivationOption _activation = new();
    private readonly NumberOption<int> _residualDepth = new("--residual-depth", $"H, layers in a residual unit, up to {NetworkOptions.LargestResidualDepth}", Default.ResidualDepth);
    private readonly NumberOption<int> _depth = new("--depth", $"Layers, or residual units, up to {NetworkOptions.LargestDepth}", Default.Depth);
    private readonly NumberOption<int> _width = new("--width", $"Channels of every layer, up to {(int)Math.Sqrt(NetworkOptions.LargestTensor)} divided by the kernel size", Default.Width);
    private readonly NumberOption<int> _kernelSize = new("--kernel-size", "Size of the kernels; 1 is fully connected, even ones need the periodic boundary", Default.KernelSize);
    private readonly ChoiceOption<Boundary> _boundary = new("--boundary", "What a convolution sees beyond the edge", Default.Boundary);
    private readonly NumberOption<double> _epsilon = new("--norm-epsilon", "Added to the variance that a norm divides by", Default.NormEpsilon);
    private readonly InitializationOption _init = new();
    private readonly NumberOption<double> _weightVariance = new("--weight-variance", "V, weights of variance V/fan-in (gaussian), weight vectors of mean square V (orthogonal, uniform) [default: 2]");
    private readonly NumberOption<double> _biasVariance = new("--bias-variance", "Variance of the biases (gaussian, orthogonal) [default: no biases]");
    private readonly NumberOption<double> _weightRadius = new("--weight-radius", "Radius of the balls of weight vectors (uniform) [default: of mean square 2]");
    private readonly NumberOption<double> _biasRadius = new("--bias-radius", "Radius of the biases (uniform) [default: no biases]");
    private readonly NumberOption<double> _scaleRadius = new("--scale-radius", "Radius of random norm scales, uniform [default: scales 1]");
    private readonly NumberOption<double> _shiftRadius = new("--shift-radius", "Radius of random norm shifts, uniform [default: shifts 0]");
    private readonly ChoiceOption<ConvolutionAlgorithm> _convolution = new("--convolution", "How convolutions are computed; changes rounding alone", Default.Convolution);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in new Option[]
        {
            _architecture, _topology, _norm, _normStatistics, _epsilon, _activation, _residualDepth, _depth, _width, _kernelSize, _boundary,
            _init, _weightVariance, _biasVariance, _weightRadius, _biasRadius, _scaleRadius, _shiftRadius, _convolution,
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
        (Topology topology, NormChoice norm) = ReadArchitecture(parsed, faults);
        NetworkOptions options = new()
        {
            Topology = topology,
            Norm = norm.Kind,
            NormGroups = norm.Groups ?? Default.NormGroups,
            NormStatistics = _normStatistics.In(parsed),
            Activation = _activation.In(parsed),
            ResidualDepth = _residualDepth.In(parsed),
            Depth = _depth.In(parsed),
            Width = _width.In(parsed),
            KernelSize = _kernelSize.In(parsed),
            Boundary = _boundary.In(parsed),
            NormEpsilon = _epsilon.In(parsed),
            Initialization = _init.In(parsed),
            WeightVariance = _weightVariance.Given(parsed),
            BiasVariance = _biasVariance.Given(parsed),
            WeightRadius = _weightRadius.Given(parsed),
            BiasRadius = _biasRadius.Given(parsed),
            ScaleRadius = _scaleRadius.Given(parsed),
            ShiftRadius = _shiftRadius.Given(parsed),
            Convolution = _convolution.In(parsed),
        };

        if (_residualDepth.Given(parsed) is { } residualDepth && !topology.AddsBranch)
            faults.Add(new("residual-depth", $"{residualDepth}", $"belongs to residual nets, this one is {topology.Name}", "leave it out, or take --topology residual"));
        if (_boundary.Given(parsed) is { } boundary && options.IsFullyConnected)
            faults.Add(new("boundary", OptionText.Of(boundary), "belongs to convolutions, kernel size 1 is fully connected", "leave it out, or take --kernel-size 3"));
        if (_epsilon.Given(parsed) is { } epsilon && !norm.Kind.Exists)
            faults.Add(new("norm-epsilon", OptionFault.Format(epsilon), "belongs to normalized nets, this one has no norm", "leave it out, or take --norm batch"));
        return options;
    }

    private (Topology Topology, NormChoice Norm) ReadArchitecture(ParseResult parsed, ICollection<OptionFault> faults)
    {
        Topology? topology = _topology.Given(parsed);
        NormChoice? norm = _norm.Given(parsed);
        if (_architecture.Given(parsed) is not { } shorthand)
            return (topology ?? Default.Topology, norm ?? new NormChoice(Default.Norm));

        (Topology Topology, NormKind Norm) meant = shorthand switch
        {
            ArchitectureShorthand.BnFf => (Topology.Feedforward, NormKind.Batch),
            ArchitectureShorthand.BnRes => (Topology.Residual, NormKind.Batch),
            _ => (Topology.Feedforward, NormKind.None),
        };
        if (topology is { } t && t != meant.Topology)
            faults.Add(new("topology", t.Name, $"contradicts --architecture {OptionText.Of(shorthand)}, which is {meant.Topology.Name}", "leave one of them out"));
        if (norm is { } n && n.Kind != meant.Norm)
            faults.Add(new("norm", $"{n}", $"contradicts --architecture {OptionText.Of(shorthand)}, whose norm is {meant.Norm.Name}", "leave one of them out"));
        return (meant.Topology, new NormChoice(meant.Norm));
    }
}
