using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Normalization;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Convolution = MomentsDnns.Architectures.Layers.Convolution;

namespace MomentsDnns.Training.Networks;

/// <summary>
/// Makes torch's modules of the layers of a twin net, with its weights. A fully connected net has linear maps of
/// <c>[N, C]</c> in the place of convolutions of one position.
/// </summary>
/// <param name="options">Sound options.</param>
/// <param name="dtype">The arithmetic.</param>
internal sealed class TrainableParts(TrainableOptions options, ScalarType dtype)
{
    private readonly NetworkOptions _network = options.Network;

    /// <summary>The linear map of a convolution, its weights and biases copied.</summary>
    /// <param name="twin">The convolution.</param>
    /// <param name="isFirst">Whether it is the net's first one: of stride 2, and never with a bias.</param>
    public nn.Module<Tensor, Tensor> Linear(Convolution twin, bool isFirst = false)
    {
        (int inputs, int outputs) = ((int)twin.Weight.shape[1], (int)twin.Weight.shape[2]);
        bool hasBias = twin.Bias is not null || (!isFirst && options.TrainsConstants && !_network.Norm.Exists);
        if (_network.IsFullyConnected)
        {
            Linear map = nn.Linear(inputs, outputs, hasBias, dtype: dtype);
            Fill(map.weight!, () => twin.Weight[0].t());
            FillBias(map.bias, twin.Bias);
            return map;
        }

        int size = _network.KernelSize;
        BoundaryConv2d layer = new(inputs, outputs, size, isFirst ? 2 : 1, twin.Boundary, hasBias, dtype);
        // [k*k, C_in, C_out] to [C_out, C_in, k, k].
        Fill(layer.weight, () => twin.Weight.permute(2, 1, 0).reshape(outputs, inputs, size, size));
        FillBias(layer.bias, twin.Bias);
        return layer;
    }

    /// <summary>The normalization, its scales and shifts copied; null where there is none.</summary>
    /// <param name="twin">The twin layer, or null.</param>
    public nn.Module<Tensor, Tensor>? Norm(Normalization? twin)
    {
        if (twin is null) return null;
        (int channels, double epsilon) = (twin.Settings.Channels, twin.Settings.Epsilon);
        bool isAffine = twin.Settings.IsAffine || options.TrainsConstants;
        nn.Module<Tensor, Tensor> norm = twin switch
        {
            BatchNormalization when _network.IsFullyConnected =>
                nn.BatchNorm1d(channels, epsilon, affine: isAffine, dtype: dtype),
            BatchNormalization => nn.BatchNorm2d(channels, epsilon, affine: isAffine, dtype: dtype),
            GroupNormalization groups when _network.IsFullyConnected =>
                new FeatureGroupNorm(groups.Groups, channels, epsilon, isAffine, dtype),
            PositionNormalization position => new PositionNorm(position.Centres, channels, epsilon, isAffine, dtype),
            GroupNormalization groups => nn.GroupNorm(groups.Groups, channels, epsilon, isAffine, dtype: dtype),
            _ => new CatalogNorm(NewNorm(_network, dtype), isAffine),
        };
        foreach ((string name, Parameter parameter) in norm.named_parameters(recurse: false))
        {
            if (name == "weight") Fill(parameter, () => twin.Scale?.alias() ?? ones_like(parameter));
            else Fill(parameter, () => twin.Shift?.alias() ?? zeros_like(parameter));
        }

        return norm;
    }

    /// <summary>The activation.</summary>
    /// <param name="inPlace">Whether nobody else needs what it sees.</param>
    public nn.Module<Tensor, Tensor> Activation(bool inPlace) => TorchActivations.Of(_network.Activation, inPlace);

    /// <summary>A layer of a normalization from elsewhere, without scales and shifts.</summary>
    /// <param name="network">The network.</param>
    /// <param name="dtype">The arithmetic.</param>
    public static TensorNormalization NewNorm(NetworkOptions network, ScalarType dtype) =>
        (TensorNormalization)network.Norm.Create(
            new() { Channels = network.Width, Epsilon = network.NormEpsilon, Dtype = dtype }, network)!;

    /// <summary>Copies numbers into a parameter.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="numbers">Makes them, of its shape and any arithmetic.</param>
    public static void Fill(Tensor parameter, Func<Tensor> numbers)
    {
        using IDisposable noGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        parameter.copy_(numbers());
    }

    private static void FillBias(Tensor? bias, Tensor? twin)
    {
        if (bias is not null) Fill(bias, () => twin?.alias() ?? zeros_like(bias));
    }
}
