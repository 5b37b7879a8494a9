namespace MomentsDnns.Analysis.TheoryComparison;

/// <summary>What theory predicts of a run, depth by depth.</summary>
public enum TheoryQuantity
{
    /// <summary>delta_phi chi of ReLU from the measured signs of its pre-activations, (1 - s)^(-1/2).</summary>
    ActivationIncrement,

    /// <summary>delta_phi chi at standard normal pre-activations, by quadrature: nets with a norm.</summary>
    GaussianActivationIncrement,

    /// <summary>delta_BN chi from the measured moments of each channel.</summary>
    NormIncrement,

    /// <summary>delta chi of a residual unit, (1 + p (Delta^2 - 1))^(1/2), Delta of its whole branch, p the branch's share.</summary>
    UnitIncrement,

    /// <summary>delta chi of a residual unit, between (1 + 2 tau/(l+1))^(1/2) for the least and the largest tau of the units' first layers: the paper's bounds.</summary>
    UnitIncrementBounds,

    /// <summary>chi of a residual net, the product of the units' predicted increments.</summary>
    ResidualSensitivity,

    /// <summary>The residual branch's share of the signal's variance, 1/(l+a).</summary>
    BranchShare,

    /// <summary>1 - E cos(x, x') of vanilla ReLU nets, by the mean-field correlation map from the first recorded depth on.</summary>
    DirectionSpread,

    /// <summary>The mean over simulations of log nu_2 of vanilla ReLU nets of finite width.</summary>
    LogPowerMean,

    /// <summary>The variance over simulations of log nu_2 of vanilla ReLU nets of finite width.</summary>
    LogPowerVariance,

    /// <summary>nu_2 of the pre-activations of other vanilla nets: the mean-field fixed point q*.</summary>
    PreActivationPower,

    /// <summary>The growth of log mu_2(dx) a layer in other vanilla nets: log chi_1 at q*.</summary>
    NoiseGrowth,

    /// <summary>log chi at the output of a batch-norm net of infinite width, from the Gram matrix of the images.</summary>
    LimitSensitivity,

    /// <summary>delta chi of a layer there.</summary>
    LimitIncrement,

    /// <summary>delta_BN chi there.</summary>
    LimitNormIncrement,

    /// <summary>delta_phi chi there.</summary>
    LimitActivationIncrement,

    /// <summary>delta chi of a residual unit there.</summary>
    LimitUnitIncrement,

    /// <summary>The residual branch's share of the signal's variance there.</summary>
    LimitBranchShare,

    /// <summary>r_eff(x) after the activation there.</summary>
    LimitSignalRank,

    /// <summary>mu_4 of what the activation sees there.</summary>
    LimitFourthMoment,

    /// <summary>nu_1 of what the activation sees there.</summary>
    LimitAbsoluteMoment,
}
