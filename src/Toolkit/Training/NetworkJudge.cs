using MomentsDnns.Training.Modules;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Training;

/// <summary>Takes loss and accuracy of a net, batch by batch.</summary>
/// <param name="network">The net.</param>
/// <param name="data">The images.</param>
/// <param name="judged">The training images by which it is judged.</param>
/// <param name="batchSize">Images that pass at once.</param>
internal sealed class NetworkJudge(ITrainee network, TrainingData data, long[] judged, int batchSize)
{
    /// <summary>
    /// Sets the statistics of batch norms by the judged images, in whole batches where there is one; of a network that
    /// keeps its own nothing is done.
    /// </summary>
    public void Calibrate(nn.Module<Tensor, Tensor> net)
    {
        if (!network.IsCalibrated) return;
        NormCalibration.Calibrate(net, judged.Chunk(batchSize)
            .Where((part, i) => i == 0 || part.Length == batchSize).Select(part => Images(part)));
    }

    /// <summary>What the net is worth now; it is left in training mode.</summary>
    /// <param name="step">The steps that were taken.</param>
    public TrainingRecord Record(int step)
    {
        Calibrate(network.Module);
        network.Module.eval();
        using IDisposable noGradients = no_grad();
        (double loss, double accuracy) = Judge(judged.Chunk(batchSize).Select(part =>
            (Images(part), data.Labels.index_select(0, tensor(part)))));
        (double Loss, double Accuracy)? heldOut = data.HeldOutImages is null ? null : Judge(HeldOut());
        network.Module.train();
        return new(step, loss, accuracy, heldOut is { Loss: var value } && double.IsFinite(value) ? value : null,
            heldOut?.Accuracy);
    }

    private Tensor Images(long[] indices) =>
        data.Images.index_select(0, tensor(indices)).to(network.Arithmetic);

    private IEnumerable<(Tensor Images, Tensor Labels)> HeldOut()
    {
        long count = data.HeldOutImages!.shape[0];
        for (long start = 0; start < count; start += batchSize)
        {
            long part = Math.Min(batchSize, count - start);
            yield return (data.HeldOutImages.narrow(0, start, part).to(network.Arithmetic),
                data.HeldOutLabels!.narrow(0, start, part));
        }
    }

    private (double Loss, double Accuracy) Judge(IEnumerable<(Tensor Images, Tensor Labels)> batches)
    {
        double loss = 0;
        long right = 0, count = 0;
        using IEnumerator<(Tensor Images, Tensor Labels)> batch = batches.GetEnumerator();
        while (true)
        {
            using DisposeScope scope = NewDisposeScope();
            if (!batch.MoveNext()) return (loss / count, right / (double)count);
            (Tensor images, Tensor labels) = batch.Current;
            Tensor outputs = network.Module.call(images).to(ScalarType.Float64);
            loss += nn.functional.cross_entropy(outputs, labels, reduction: nn.Reduction.Sum).item<double>();
            right += outputs.argmax(1).eq(labels).sum().item<long>();
            count += labels.shape[0];
        }
    }
}
