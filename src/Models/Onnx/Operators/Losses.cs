using static TorchSharp.torch;

namespace MomentsDnns.Models.Onnx.Operators;

/// <summary>Losses of classifications, as exports of a step of training have them.</summary>
internal static class Losses
{
    public static Operator[] All { get; } =
    [
        new("NegativeLogLikelihoodLoss", call => Loss(call, call[0])),
        new("SoftmaxCrossEntropyLoss", CrossEntropy),
    ];

    private static Tensor?[] CrossEntropy(NodeCall call)
    {
        Tensor logarithms = call[0].log_softmax(1);
        return [Loss(call, logarithms), logarithms];
    }

    // -weight(label) log p(label), summed or averaged with the weights; labels to be ignored weigh nothing.
    private static Tensor Loss(NodeCall call, Tensor logarithms)
    {
        Tensor labels = call[1].to_type(ScalarType.Int64);
        Tensor weights = call.Optional(2) ?? ones([logarithms.shape[1]], logarithms.dtype);
        if (call.Attributes.Has("ignore_index"))
        {
            using Tensor ignored = tensor(call.Attributes.Int("ignore_index", 0), ScalarType.Int64);
            using Tensor none = zeros([], logarithms.dtype), first = zeros([], ScalarType.Int64);
            Tensor ignore = labels.eq(ignored);
            labels = where(ignore, first, labels);
            weights = where(ignore, none, weights.index_select(0, labels.reshape(-1)).reshape(labels.shape));
        }
        else
        {
            weights = weights.index_select(0, labels.reshape(-1)).reshape(labels.shape);
        }

        Tensor losses = logarithms.gather(1, labels.unsqueeze(1)).squeeze(1).neg() * weights;
        return call.Attributes.Text("reduction", "mean") switch
        {
            "none" => losses,
            "sum" => losses.sum(),
            _ => losses.sum() / weights.sum(),
        };
    }
}
