using TorchSharp;

namespace MomentsDnns.Propagation.ZeroCost;

/// <summary>
/// The sum over all weights of |w dL/dw|, how much the loss depends on each being there (Lee et al. 2019); the loss is
/// the mean cross-entropy.
/// </summary>
public sealed class Snip : IZeroCostMeasure
{
    /// <inheritdoc/>
    public string Name => "snip";

    /// <inheritdoc/>
    public string Formula => "sum of |w dL/dw|";

    /// <inheritdoc/>
    public double? Take(ZeroCostSubject subject)
    {
        using IDisposable noGradients = torch.no_grad();
        using DisposeScope scope = torch.NewDisposeScope();
        double sum = 0;
        foreach ((torch.Tensor weight, torch.Tensor gradient) in subject.WeightGradients)
            sum += weight.mul(gradient).abs().sum(torch.ScalarType.Float64).item<double>();
        return double.IsFinite(sum) ? sum : null;
    }
}
