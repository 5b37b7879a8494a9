using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Architectures.Random;
using MomentsDnns.Results;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Training.Running;

/// <summary>
/// What a net makes of held-out images x under a Gaussian noise, x + a s n with n of N(0, 1) and s the standard
/// deviation of the values that enter (1 where images are standardized): accuracy, loss, and the share of the outputs'
/// variance that is noise, mu_2(dz) / (mu_2(z) + mu_2(dz)). z are the outputs of clean images, dz the differences from
/// them; mu_2 is the variance over images, averaged over outputs. The noise n of a net is the same at each size and
/// each step.
/// </summary>
/// <param name="images">The images.</param>
/// <param name="levels">The sizes a.</param>
/// <param name="batchSize">Images at a time.</param>
/// <param name="seed">The seed.</param>
/// <param name="arithmetic">The arithmetic of the net.</param>
internal sealed class CorruptedImages(
    TrainingImages images, IReadOnlyList<double> levels, int batchSize, ulong seed, ScalarType arithmetic)
{
    /// <summary>Judges a net.</summary>
    /// <param name="net">Its index.</param>
    /// <param name="step">The steps that were taken.</param>
    /// <param name="network">The net, in evaluation.</param>
    /// <returns>A row a level.</returns>
    public IEnumerable<LayerRecord> Judge(int net, int step, nn.Module<Tensor, Tensor> network)
    {
        if (levels.Count == 0) return [];
        using IDisposable noGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor[][] outputs = [.. Batches().Select((batch, i) => Outputs(net, i, network, batch.Start, batch.Count))];
        Tensor clean = cat([.. outputs.Select(batch => batch[0])]);
        double signal = Variance(clean);
        List<LayerRecord> rows = [];
        foreach ((int i, double level) in levels.Index())
        {
            Tensor noisy = cat([.. outputs.Select(batch => batch[i + 1])]);
            double noise = Variance(noisy.Minus(clean));
            Dictionary<Statistic, double> values = new()
            {
                [TrainedStatistics.Accuracy] = noisy.argmax(1).eq(images.Data.HeldOutLabels!).to(ScalarType.Float64)
                    .mean().item<double>(),
            };
            double loss = nn.functional.cross_entropy(noisy, images.Data.HeldOutLabels!).item<double>();
            if (double.IsFinite(loss)) values[TrainedStatistics.Loss] = loss;
            double share = noise / (signal + noise);
            if (double.IsFinite(share)) values[TrainedStatistics.NoiseShare] = share;
            rows.Add(new(step, TrainedStatistics.Noisy(level), values));
        }

        return rows;
    }

    // Of clean images, then of each level, in 64 bits.
    private Tensor[] Outputs(int net, int batch, nn.Module<Tensor, Tensor> network, long start, long count)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor some = images.Data.HeldOutImages!.narrow(0, start, count).to(arithmetic);
        float[] values = new float[some.numel()];
        new RandomStream(seed, net, batch, RandomPurpose.Corruption).FillNormal(values);
        Tensor noise = tensor(values).reshape(some.shape).to(arithmetic);
        return [.. levels.Prepend(0).Select(level => network.call(some.Plus(noise.mul(Sized(level))))
            .to(ScalarType.Float64).MoveToOuterDisposeScope())];

        Tensor Sized(double level) => tensor(level * images.Deviation).to(arithmetic);
    }

    private IEnumerable<(long Start, long Count)> Batches()
    {
        long all = images.Data.HeldOutImages!.shape[0];
        for (long start = 0; start < all; start += batchSize) yield return (start, Math.Min(batchSize, all - start));
    }

    // Over images, averaged over outputs.
    private static double Variance(Tensor outputs)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor centred = outputs.Minus(outputs.mean([0], keepdim: true));
        return centred.mul(centred).mean().item<double>();
    }
}
