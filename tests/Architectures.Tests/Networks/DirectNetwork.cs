using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Architectures.Layers;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Normalization;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace MomentsDnns.Architectures.Tests.Networks;

/// <summary>
/// The networks written down a second time, directly in torch operations on NCHW tensors in 64-bit arithmetic, as the function of
/// an input whose frozen batch statistics are those of another.
/// </summary>
internal sealed class DirectNetwork(NetworkOptions options, DeepNetwork network)
{
    /// <summary>f(x), with the frozen batch statistics of another input; its own where null.</summary>
    public Tensor Value(Tensor x, Tensor? statisticsOf = null) => Pass(new State(x, statisticsOf ?? x)).X;

    /// <summary>The central difference of f at x in direction dx, frozen statistics held.</summary>
    public Tensor CentralDifference(Tensor x, Tensor dx, double h) => (Value(x + (h * dx), x) - Value(x - (h * dx), x)) / (2 * h);

    private State Pass(State state)
    {
        state = Convolve(state, network.First, options.IsFullyConnected ? 1 : 2);
        foreach (NetworkUnit unit in network.Units)
        {
            if (options.Topology == Topology.Feedforward)
            {
                state = Activate(Normalize(Convolve(state, unit.Convolutions[0], 1), unit, 0));
                continue;
            }

            State skip = state;
            for (int i = 0; i < unit.Convolutions.Count; i++) state = Convolve(Activate(Normalize(state, unit, i)), unit.Convolutions[i], 1);
            state = new State(state.X + skip.X, state.Clean + skip.Clean);
        }

        return state;
    }

    private State Normalize(State s, NetworkUnit unit, int index)
    {
        if (options.Norm == NormKind.None) return s;
        (Tensor? scale, Tensor? shift) = (unit.Normalizations[index].Scale, unit.Normalizations[index].Shift);
        bool isFrozen = options.Norm == NormKind.Batch && options.NormStatistics == NormStatistics.Frozen;
        return new(Apply(s.X, isFrozen ? s.Clean : s.X), ReferenceEquals(s.X, s.Clean) ? null! : Apply(s.Clean, s.Clean));

        Tensor Apply(Tensor t, Tensor source)
        {
            (Tensor grouped, Tensor from, long[] over) = (t, source, [0, 2, 3]);
            bool isOfPositions = options.Norm == NormKind.PositionLayer || options.Norm == NormKind.RootMeanSquare;
            if (isOfPositions) over = [1];
            else if (options.Norm != NormKind.Batch)
            {
                int groups = options.Norm.Name switch { "layer" => 1, "instance" => options.Width, _ => options.NormGroups };
                long[] shape = [t.shape[0], groups, t.shape[1] / groups, t.shape[2], t.shape[3]];
                (grouped, from, over) = (t.reshape(shape), source.reshape(shape), [2, 3, 4]);
            }

            Tensor mean = from.mean(over, keepdim: true) * (options.Norm == NormKind.RootMeanSquare ? 0 : 1);
            Tensor root = ((from - mean).square().mean(over, keepdim: true) + options.NormEpsilon).sqrt();
            Tensor z = ((grouped - mean) / root).reshape(t.shape);
            return scale is null ? z : (z * scale.view(1, -1, 1, 1)) + shift!.view(1, -1, 1, 1);
        }
    }

    private State Activate(State s) => s.Map(t => options.Activation.Name switch
    {
        "relu" => F.relu(t),
        "leaky-relu" => F.relu(t) - (0.01 * F.relu(-t)),
        "tanh" => t.tanh(),
        "erf" => t.erf(),
        "gelu" => t * (-t / Math.Sqrt(2)).erfc() / 2,
        "silu" => t * t.sigmoid(),
        "elu" => where(t > 0, t, t.expm1()),
        "selu" => 1.0507009873554805 * where(t > 0, t, 1.6732632423543772 * t.expm1()),
        "linear" => t,
        _ => throw new InvalidOperationException($"write {options.Activation} down here"),
    });

    private State Convolve(State s, Convolution layer, int stride)
    {
        int k = options.KernelSize;
        Tensor kernel = layer.Weight.view(k, k, layer.Weight.shape[1], layer.Weight.shape[2]).permute(3, 2, 0, 1);
        int before = options.Boundary == Boundary.PeriodicOneSided ? k - 1 : (k - 1) / 2;
        return s.Map(t => F.conv2d(Pad(t, before, k - 1 - before), kernel, layer.Bias, strides: [stride, stride]));
    }

    private Tensor Pad(Tensor t, int before, int after)
    {
        if (before + after == 0) return t;
        if (options.Boundary == Boundary.Zero) return F.pad(t, [before, after, before, after]);
        // Edge by edge: wrapped, or mirrored with the edge itself.
        bool wraps = options.Boundary is Boundary.Periodic or Boundary.PeriodicOneSided;
        for (int axis = 2; axis <= 3; axis++)
        {
            long size = t.shape[axis];
            Tensor first = wraps ? t.narrow(axis, size - before, before) : t.narrow(axis, 0, before).flip(axis);
            Tensor last = wraps ? t.narrow(axis, 0, after) : t.narrow(axis, size - after, after).flip(axis);
            t = cat([first, t, last], axis);
        }

        return t;
    }

    // An input that is its own source of statistics is carried once.
    private sealed record State(Tensor X, Tensor CleanOrNull)
    {
        public Tensor Clean => CleanOrNull ?? X;

        public State Map(Func<Tensor, Tensor> value) => new(value(X), ReferenceEquals(X, Clean) ? null! : value(Clean));
    }
}
