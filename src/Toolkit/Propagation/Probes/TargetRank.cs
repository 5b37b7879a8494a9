using MomentsDnns.Statistics;
using static TorchSharp.torch;

namespace MomentsDnns.Propagation.Probes;

/// <summary>
/// The effective rank of one-hot targets: of as many images of each class, r_eff = classes - 1, for the centred targets
/// are a regular simplex.
/// </summary>
public static class TargetRank
{
    /// <summary>Takes it as that of any signal is taken.</summary>
    /// <param name="classes">Classes, 2 or more.</param>
    /// <param name="imagesOfEach">Images of each class, 1 or more.</param>
    public static double Of(int classes, int imagesOfEach)
    {
        using Tensor rows = eye(classes, dtype: ScalarType.Float64), targets = rows.repeat(imagesOfEach, 1);
        return EffectiveRank.Of(targets) ?? throw new ArgumentOutOfRangeException(nameof(classes), classes,
            "targets of one class do not vary");
    }
}
