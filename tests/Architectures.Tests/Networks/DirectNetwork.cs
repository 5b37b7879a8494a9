using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Architectures.Layers;
using MomentsDnns.Architectures.Networks;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace MomentsDnns.Architectures.Tests.Networks;

/// <summary>
/// The networks written down a second time, directly in torch operations on NCHW tensors in 64-bit arithmetic: once as the
/// function of an input whose batch-norm statistics are given, once as its directional derivative, term by term.
/// </summary>
internal sealed class DirectNetwork(NetworkOptions options, DeepNetwork network)
{
    /// <summary>f(x), with the batch-norm statistics of another input; its own where null.</summary>
    public Tensor Value(Tensor x, Tensor? statisticsOf = null) => Pass(x, statisticsOf ?? x, null).Value;

    /// <summary>The derivative of f at x in direction dx, batch-norm statistics held constant.</summary>
    public Tensor Derivative(Tensor x, Tensor dx) => Pass(x, x, dx).Derivative!;

    private (Tensor Value, Tensor? Derivative) Pass(Tensor x, Tensor clean, Tensor? dx)
    {
        State state = new(x, clean, dx);
        state = Convolve(state, network.First, options.IsFullyConnected ? 1 : 2);
        foreach (NetworkUnit unit in network.Units)
        {
            if (options.Topology == Topology.Feedforward)
            {
                state = Relu(Normalize(Convolve(state, unit.Convolutions[0], 1)));
                continue;
            }

            State skip = state;
            foreach (Convolution convolution in unit.Convolutions) state = Convolve(Relu(Normalize(state)), convolution, 1);
            state = new State(state.X + skip.X, state.Clean + skip.Clean, state.Dx is null ? null : state.Dx + skip.Dx!);
        }

        return (state.X, state.Dx);
    }

    private State Normalize(State s)
    {
        if (options.Norm == NormKind.None) return s;
        Tensor mean = s.Clean.mean([0, 2, 3], keepdim: true);
        Tensor root = ((s.Clean - mean).square().mean([0, 2, 3], keepdim: true) + options.NormEpsilon).sqrt();
        return s.Map(t => (t - mean) / root, dx => dx / root);
    }

    private static State Relu(State s)
    {
        Tensor slope = s.X.gt(0).to(s.X.dtype);
        return s.Map(t => F.relu(t), dx => dx * slope);
    }

    private State Convolve(State s, Convolution layer, int stride)
    {
        int k = options.KernelSize, pad = (k - 1) / 2;
        Tensor kernel = layer.Weight.view(k, k, layer.Weight.shape[1], layer.Weight.shape[2]).permute(3, 2, 0, 1);
        return s.Map(Apply, Apply);

        Tensor Apply(Tensor t) => F.conv2d(Pad(t, pad), kernel, strides: [stride, stride]);
    }

    private Tensor Pad(Tensor t, int pad)
    {
        if (pad == 0) return t;
        if (options.Boundary == Boundary.Zero) return F.pad(t, [pad, pad, pad, pad]);
        // Edge by edge: wrapped, or mirrored with the edge itself.
        bool wraps = options.Boundary == Boundary.Periodic;
        for (int axis = 2; axis <= 3; axis++)
        {
            long size = t.shape[axis];
            Tensor before = wraps ? t.narrow(axis, size - pad, pad) : t.narrow(axis, 0, pad).flip(axis);
            Tensor after = wraps ? t.narrow(axis, 0, pad) : t.narrow(axis, size - pad, pad).flip(axis);
            t = cat([before, t, after], axis);
        }

        return t;
    }

    private sealed record State(Tensor X, Tensor Clean, Tensor? Dx)
    {
        public State Map(Func<Tensor, Tensor> value, Func<Tensor, Tensor> derivative) =>
            new(value(X), ReferenceEquals(X, Clean) ? value(X) : value(Clean), Dx is null ? null : derivative(Dx));
    }
}
