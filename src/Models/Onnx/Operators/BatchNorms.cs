using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Propagation.Tracing;
using static TorchSharp.torch;

namespace MomentsDnns.Models.Onnx.Operators;

/// <summary>
/// Batch norms, by the statistics that the caller chose: <c>y = scale (x - mean) / sqrt(variance + epsilon) +
/// offset</c> for each channel, whatever mode of training the file states.
/// </summary>
internal static class BatchNorms
{
    public static Operator[] All { get; } =
    [
        new("BatchNormalization", Standardized)
        {
            Carries = Operator.FirstOnly,
            Refusal = node => node.Attributes.Flag("spatial", true) ? null : "spatial=0",
        },
    ];

    private static Tensor?[] Standardized(NodeCall call)
    {
        Tensor x = call[0];
        long[] channels = [1, -1, .. Enumerable.Repeat(1L, (int)x.dim() - 2)];
        long[] others = [.. Enumerable.Range(0, (int)x.dim()).Where(axis => axis != 1).Select(axis => (long)axis)];
        Tensor mean = call[3].reshape(channels), variance = call[4].reshape(channels);
        if (call.Statistics != BatchStatistics.Running)
        {
            Tensor clean = call.Statistics == BatchStatistics.Frozen ? x.detach() : x;
            mean = clean.mean(others, keepdim: true);
            Tensor centred = clean.Minus(mean);
            variance = (centred * centred).mean(others, keepdim: true);
        }

        Tensor unit = x.Minus(mean) / variance.Plus(call.Attributes.Float("epsilon", 1e-5f)).sqrt();
        Tensor y = (unit * call[1].reshape(channels)).Plus(call[2].reshape(channels));
        return call.OutputCount == 1 ? [y] : [y, .. Statistics(call, mean.detach(), variance.detach())];
    }

    // Of training: what the running statistics become, and in older versions the batch's own.
    private static Tensor[] Statistics(NodeCall call, Tensor mean, Tensor variance)
    {
        (mean, variance) = (mean.reshape(-1), variance.reshape(-1));
        double kept = call.Attributes.Float("momentum", 0.9f);
        return [Moved(call[3], mean), Moved(call[4], variance), mean, variance];

        Tensor Moved(Tensor running, Tensor batch) => running.detach().Times(kept).Plus(batch.Times(1 - kept));
    }
}
