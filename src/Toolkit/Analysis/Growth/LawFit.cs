using MomentsDnns.Analysis.Inference;

namespace MomentsDnns.Analysis.Growth;

/// <summary>One law fitted to log values over a range of depths, by least squares in each simulation.</summary>
/// <param name="Law">The law.</param>
/// <param name="Exponent">
/// Its exponent: the mean of the simulations' slopes, which is the slope of their mean curve. Its standard error comes
/// from the spread of the simulations, so that it holds whatever the correlation along depth, which is strong.
/// </param>
/// <param name="LogConstant">The natural logarithm of C, of the mean curve.</param>
/// <param name="Misfit">The root mean square residual of the mean curve, in natural logarithms.</param>
/// <param name="MisfitShare">The same as a share of the mean curve's growth over the range.</param>
/// <param name="Weight">
/// The share of resamples (see <see cref="Bootstrap"/>) to whose mean curve this law is nearest: the weight of the
/// model.
/// </param>
/// <param name="LargestT">
/// The bend against the law: t of what the other laws' shapes explain beyond it, the largest in size. Positive: the
/// curve bends upward against the law, it grows faster in the end.
/// </param>
/// <param name="IsRejected">Whether that bend is more than noise.</param>
public sealed record LawFit(GrowthLaw Law, Estimate Exponent, double LogConstant, double Misfit, double MisfitShare,
    double Weight,
    double LargestT, bool IsRejected);
