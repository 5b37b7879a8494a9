using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MomentsDnns.Training;

/// <summary>
/// The statistics by which batch norms standardize in evaluation: mean and (unbiased) variance of each channel, each
/// the mean over batches that pass as in training. They follow from weights and images alone, not from the steps
/// before, and are sound before the first one.
/// </summary>
public static class NormCalibration
{
    /// <summary>
    /// Sets the running statistics of every batch norm in a network, which is left in training mode.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="batches">
    /// Its inputs, 2 images or more each; enumerated once, and only where there are norms.
    /// </param>
    public static void Calibrate(nn.Module<Tensor, Tensor> network, IEnumerable<Tensor> batches)
    {
        network.train();
        NormBase[] norms = [.. network.modules().OfType<BatchNorm>()];
        if (norms.Length == 0) return;
        double?[] usual = [.. norms.Select(norm => norm.momentum)];
        using IDisposable noGradients = no_grad();
        int count = 0;
        using IEnumerator<Tensor> batch = batches.GetEnumerator();
        while (true)
        {
            using DisposeScope scope = NewDisposeScope(); // of a batch that is made here, too
            if (!batch.MoveNext()) break;
            // With weights 1, 1/2, 1/3, .. an exponential average is the mean.
            count++;
            foreach (NormBase norm in norms) norm.momentum = 1.0 / count;
            network.call(batch.Current);
        }

        foreach ((NormBase norm, double? momentum) in norms.Zip(usual)) norm.momentum = momentum;
    }
}
