namespace MomentsDnns.Analysis.TheoryComparison;

/// <summary>Which theory predicts a quantity.</summary>
public enum TheoryKind
{
    /// <summary>delta_phi chi of ReLU from the measured signs of its pre-activations, (1 - s)^(-1/2).</summary>
    Signs,

    /// <summary>delta_phi chi at standard normal pre-activations, by quadrature: nets with a norm.</summary>
    NormalPreActivations,

    /// <summary>delta_BN chi from the measured moments of each channel.</summary>
    Channels,

    /// <summary>The share 1/(l+a) of residual branches of one power.</summary>
    BranchPower,

    /// <summary>
    /// delta chi of a residual unit, (1 + p (Delta^2 - 1))^(1/2), Delta of its whole branch; chi, their product.
    /// </summary>
    Units,

    /// <summary>
    /// The paper's bounds on delta chi of a unit, (1 + 2 tau/(l+1))^(1/2), tau of the units' first layers.
    /// </summary>
    PublishedBounds,

    /// <summary>The mean-field correlation map of vanilla ReLU nets, from the first recorded depth on.</summary>
    CorrelationMap,

    /// <summary>The diffusion of log nu_2 in vanilla ReLU nets of finite width: mean and variance.</summary>
    Diffusion,

    /// <summary>The mean-field fixed point q* of other vanilla nets.</summary>
    FixedPoint,

    /// <summary>The limit of infinite width of batch-norm nets, from the Gram matrix of the images.</summary>
    InfiniteWidth,
}
