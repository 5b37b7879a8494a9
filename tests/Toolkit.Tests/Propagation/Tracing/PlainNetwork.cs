using MomentsDnns.Architectures.Networks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MomentsDnns.Toolkit.Tests.Propagation.Tracing;

/// <summary>The units of a network of ours, written with torch's own modules as a user would, of the same weights.</summary>
internal sealed class PlainNetwork : nn.Module<Tensor, Tensor>
{
    private readonly ModuleList<nn.Module<Tensor, Tensor>> units = [];

    public PlainNetwork(NetworkOptions options, DeepNetwork network) : base(nameof(PlainNetwork))
    {
        foreach (NetworkUnit unit in network.Units)
        {
            if (options.Topology == Topology.Residual) units.Add(new PlainUnit(options, unit));
            else units.Add(new PlainLayer(options, unit.Convolutions[0], isFirst: false));
        }

        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        Tensor x = input;
        foreach (nn.Module<Tensor, Tensor> unit in units) x = unit.call(x);
        return x;
    }

    private sealed class PlainUnit : nn.Module<Tensor, Tensor>
    {
        private readonly ModuleList<nn.Module<Tensor, Tensor>> layers = [];

        public PlainUnit(NetworkOptions options, NetworkUnit unit) : base(nameof(PlainUnit))
        {
            foreach (Architectures.Layers.Convolution convolution in unit.Convolutions) layers.Add(new PlainLayer(options, convolution, isFirst: true));
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            Tensor x = input;
            foreach (nn.Module<Tensor, Tensor> layer in layers) x = layer.call(x);
            return x + input;
        }
    }

    /// <summary>Convolution, norm, activation; in a branch norm and activation come first.</summary>
    private sealed class PlainLayer : nn.Module<Tensor, Tensor>
    {
        private readonly Conv2d conv;
        private readonly nn.Module<Tensor, Tensor>? norm;
        private readonly nn.Module<Tensor, Tensor> activation;
        private readonly bool _isFirst;

        public PlainLayer(NetworkOptions options, Architectures.Layers.Convolution convolution, bool isFirst) : base(nameof(PlainLayer))
        {
            (int kernel, int width) = (options.KernelSize, options.Width);
            _isFirst = isFirst;
            conv = kernel == 1 ? nn.Conv2d(width, width, 1L, bias: convolution.Bias is not null, dtype: ScalarType.Float64)
                : nn.Conv2d(width, width, (long)kernel, padding: kernel / 2, padding_mode: PaddingModes.Circular, bias: convolution.Bias is not null, dtype: ScalarType.Float64);
            norm = !options.Norm.Exists ? null : NormOf(options);
            activation = options.Activation.Name switch
            {
                "relu" => nn.ReLU(inplace: true),
                "leaky-relu" => nn.LeakyReLU(options.Activation.Evaluate(-1).Value * -1),
                "tanh" => nn.Tanh(),
                "gelu" => nn.GELU(),
                "silu" => nn.SiLU(),
                _ => nn.Identity(),
            };
            using (no_grad())
            {
                // [k*k, C_in, C_out] to [C_out, C_in, k, k].
                conv.weight.copy_(convolution.Weight.permute(2, 1, 0).reshape(width, width, kernel, kernel));
                if (convolution.Bias is { } bias) conv.bias!.copy_(bias);
            }

            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            if (!_isFirst) return activation.call(Normed(conv.call(input)));
            // The activation works in place: on a copy where there is no norm, since the skip needs its input.
            return conv.call(activation.call(norm is null ? input.clone() : norm.call(input)));
        }

        private Tensor Normed(Tensor x) => norm is null ? x : norm.call(x);

        private static nn.Module<Tensor, Tensor> NormOf(NetworkOptions options)
        {
            int groups = options.Norm.Name switch { "batch" => 0, "layer" => 1, "instance" => options.Width, _ => options.NormGroups };
            return groups == 0 ? nn.BatchNorm2d(options.Width, options.NormEpsilon, affine: false, dtype: ScalarType.Float64)
                : nn.GroupNorm(groups, options.Width, options.NormEpsilon, affine: false, dtype: ScalarType.Float64);
        }
    }
}
