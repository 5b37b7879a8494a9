using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Propagation.ZeroCost;

/// <summary>
/// log |det K| of the images' agreement, K_ij being the number of ReLUs that are both on or both off (Mellor et al.
/// 2021).
/// </summary>
public sealed class Naswot : IZeroCostMeasure
{
    /// <inheritdoc/>
    public string Name => "naswot";

    /// <inheritdoc/>
    public string Formula => "log |det K|, K_ij: ReLUs that are alike for images i and j";

    /// <inheritdoc/>
    public double? Take(ZeroCostSubject subject)
    {
        using DisposeScope scope = NewDisposeScope();
        (_, Tensor logarithm) = linalg.slogdet(subject.ReluAgreement);
        double log = logarithm.item<double>();
        return double.IsFinite(log) ? log : null;
    }
}
