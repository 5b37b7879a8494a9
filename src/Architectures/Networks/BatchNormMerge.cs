using System.Globalization;
using MomentsDnns.Architectures.Layers;
using MomentsDnns.Architectures.Normalization;
using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Architectures.Twins;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Networks;

/// <summary>
/// Merges batch norm into the convolutions before it. With the statistics m_c, s_c = sqrt(Var y_c + epsilon) of one
/// batch, a layer phi(gamma_c (w_c * x + b_c - m_c) / s_c + beta_c) is the vanilla layer phi(w'_c * x + b'_c) with
/// <c>w'_c = gamma_c w_c / s_c</c>, <c>b'_c = beta_c + gamma_c (b_c - m_c) / s_c</c>, so that batch-norm nets are a
/// subset of vanilla nets with biases (Labatie 2019, on the expressivity of both).
/// </summary>
public static class BatchNormMerge
{
    /// <summary>
    /// The vanilla net that computes what a feedforward net with batch norm does, its statistics held at those of a
    /// batch.
    /// </summary>
    /// <param name="options">The options that the network was built with.</param>
    /// <param name="network">A net of <see cref="NetworkBuilder.BuildNetwork"/>; it is left as it is.</param>
    /// <param name="twin">
    /// The batch of the statistics <c>[2N, C, H, W]</c>, in the net's arithmetic: at each layer, those of its signal
    /// when it passes the net.
    /// </param>
    /// <returns>
    /// A net of its own, of the same arithmetic, without norms and with biases: the same function of the signal and the
    /// same map of the noise for any input, up to rounding. On other inputs than the batch it differs from the net with
    /// batch norm, which takes their statistics.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// The net is not feedforward, its norms are not batch norm of frozen statistics, it was built with other options,
    /// or a channel has no deviation (epsilon 0) to divide by.
    /// </exception>
    public static DeepNetwork Merge(NetworkOptions options, DeepNetwork network, Tensor twin)
    {
        NormalizationSettings settings = RequireBatchNorm(options, network);
        NetworkBuilder builder = new(VanillaOf(options), settings.Dtype, settings.Device, settings.Noise);
        TwinScale scale = new();
        DeepNetwork merged = new(scale, builder.BuildFirstConvolution((int)network.First.Weight.shape[1]),
            [.. network.Units.Select(_ => builder.BuildUnit(scale))]);
        try
        {
            RequireSameParts(network, merged);
            Fill(merged, network, twin);
            return merged;
        }
        catch
        {
            merged.Dispose();
            throw;
        }
    }

    /// <summary>The options of the vanilla net: no norm, biases. Its laws are never drawn from.</summary>
    private static NetworkOptions VanillaOf(NetworkOptions options) => options with
    {
        Norm = NormKind.None,
        Initialization = InitializationKind.Gaussian,
        WeightVariance = null,
        BiasVariance = 1,
        WeightRadius = null,
        BiasRadius = null,
        ScaleRadius = null,
        ShiftRadius = null,
    };

    private static void Fill(DeepNetwork merged, DeepNetwork network, Tensor twin)
    {
        using IDisposable noGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        merged.First.Weight.copy_(network.First.Weight);
        List<Action> detach = [];
        for (int i = 0; i < network.Units.Count; i++)
        {
            (Convolution from, Convolution to, int depth) =
                (network.Units[i].Convolutions[0], merged.Units[i].Convolutions[0], i + 1);
            BatchNormalization norm = (BatchNormalization)network.Units[i].Normalizations[0];
            var hook = from.register_forward_hook((_, _, output) =>
            {
                Fill(to, from, norm, output, depth); // here and now: the norm overwrites this output
                return output;
            });
            detach.Add(hook.remove);
        }

        try
        {
            network.call(twin);
        }
        finally
        {
            foreach (Action stop in detach) stop();
        }
    }

    private static void Fill(Convolution to, Convolution from, BatchNormalization norm, Tensor output, int depth)
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor mean, Tensor deviation) = norm.StatisticsOf(output);
        if (deviation.min().item<double>() is not > 0 and var least)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"layer {depth}: a channel of the batch has the deviation {least}, so that no finite weight divides "
                    + $"by it; take a norm epsilon above 0"));
        }

        Tensor factor = norm.Scale is null ? deviation.reciprocal() : norm.Scale.to(ScalarType.Float64).div(deviation);
        Tensor bias = (from.Bias is null ? mean.neg() : from.Bias.to(ScalarType.Float64).Minus(mean)).mul(factor);
        if (norm.Shift is not null) bias = bias.Plus(norm.Shift);
        to.Weight.copy_(from.Weight.to(ScalarType.Float64).mul(factor)); // [taps, C_in, C_out] by [C_out]
        to.Bias!.copy_(bias);
    }

    private static NormalizationSettings RequireBatchNorm(NetworkOptions options, DeepNetwork network)
    {
        if (!options.Topology.IsChain || network.Units.Any(unit => unit is not FeedforwardLayer))
        {
            throw new ArgumentException($"the net is {options.Topology}: its norms stand before the activation of a "
                + "branch, with no convolution of their own to merge into; take a feedforward net");
        }

        foreach (NetworkUnit unit in network.Units)
        {
            if (unit.Normalizations is [BatchNormalization { HasFrozenStatistics: true }]) continue;
            throw new ArgumentException($"a layer has "
                + $"{(unit.Normalizations.Count == 0 ? "no norm" : $"a {unit.Normalizations[0].GetName()}")}: must "
                + "have a batch norm of frozen statistics; take Norm = NormKind.Batch and leave out NormStatistics");
        }

        return network.Units.Count > 0 ? network.Units[0].Normalizations[0].Settings
            : throw new ArgumentException("the net has no layers");
    }

    private static void RequireSameParts(DeepNetwork network, DeepNetwork merged)
    {
        bool isSame = IsSame(network.First, merged.First) && network.Units.Zip(merged.Units).All(pair =>
            IsSame(pair.First.Convolutions[0], pair.Second.Convolutions[0])
            && pair.First.Activations[0].GetType() == pair.Second.Activations[0].GetType());
        if (!isSame)
        {
            throw new ArgumentException("the net was built with other options than these: width, kernel, boundary or "
                + "activation differ");
        }

        static bool IsSame(Convolution a, Convolution b) =>
            a.Weight.shape.SequenceEqual(b.Weight.shape) && a.Boundary == b.Boundary;
    }
}
