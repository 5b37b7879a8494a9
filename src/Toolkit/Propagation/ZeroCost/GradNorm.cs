using TorchSharp;

namespace MomentsDnns.Propagation.ZeroCost;

/// <summary>
/// The sum over convolutions and linear maps of the Euclidean norm of the loss's derivative by their weights
/// (Abdelfattah et al. 2021); the loss is the mean cross-entropy.
/// </summary>
public sealed class GradNorm : IZeroCostMeasure
{
    /// <inheritdoc/>
    public string Name => "grad_norm";

    /// <inheritdoc/>
    public string Formula => "sum over layers of |dL/dw|";

    /// <inheritdoc/>
    public double? Take(ZeroCostSubject subject)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        double sum = 0;
        foreach ((_, torch.Tensor gradient) in subject.WeightGradients)
            sum += Math.Sqrt(gradient.mul(gradient).sum(torch.ScalarType.Float64).item<double>());
        return double.IsFinite(sum) ? sum : null;
    }
}
