using MomentsDnns.Architectures.Networks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MomentsDnns.Benchmarks.Training;

/// <summary>The network as one writes it first with torch's modules; it knows nothing of the trainable one but its options.</summary>
internal sealed class DirectNetwork : nn.Module<Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor> first;
    private readonly ModuleList<nn.Module<Tensor, Tensor>> units = [];
    private readonly Linear head;
    private readonly bool _isFlat;

    public DirectNetwork(NetworkOptions options, int channels, int classes) : base(nameof(DirectNetwork))
    {
        (_isFlat, int width) = (options.IsFullyConnected, options.Width);
        first = Map(options, channels, width, 2, hasBias: false);
        for (int i = 0; i < options.Depth; i++)
        {
            if (options.Topology == Topology.Residual) units.Add(new Unit(options));
            else units.Add(nn.Sequential([Map(options, width, width, 1, !options.Norm.Exists), .. Tail(options)]));
        }

        head = nn.Linear(width, classes);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = first.call(_isFlat ? input.flatten(1) : input);
        foreach (nn.Module<Tensor, Tensor> unit in units) x = unit.call(x);
        return head.call(_isFlat ? x : x.mean([2, 3])).MoveToOuterDisposeScope();
    }

    private static nn.Module<Tensor, Tensor> Map(NetworkOptions options, int inputs, int outputs, int stride, bool hasBias) => options.IsFullyConnected
        ? nn.Linear(inputs, outputs, hasBias)
        : nn.Conv2d(inputs, outputs, (long)options.KernelSize, stride, options.KernelSize / 2, padding_mode: PaddingModes.Circular, bias: hasBias);

    private static IEnumerable<nn.Module<Tensor, Tensor>> Tail(NetworkOptions options)
    {
        if (options.Norm.Exists)
            yield return options.IsFullyConnected ? nn.BatchNorm1d(options.Width, options.NormEpsilon) : nn.BatchNorm2d(options.Width, options.NormEpsilon);
        yield return options.Activation.Name == "tanh" ? nn.Tanh() : nn.ReLU(inplace: options.Topology != Topology.Residual || options.Norm.Exists);
    }

    private sealed class Unit : nn.Module<Tensor, Tensor>
    {
        private readonly Sequential branch;

        public Unit(NetworkOptions options) : base(nameof(Unit))
        {
            branch = nn.Sequential([.. Enumerable.Range(0, options.ResidualDepth).SelectMany(_ => Tail(options).Append(Map(options, options.Width, options.Width, 1, !options.Norm.Exists)))]);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            using DisposeScope scope = NewDisposeScope();
            return (branch.call(input) + input).MoveToOuterDisposeScope();
        }
    }
}
