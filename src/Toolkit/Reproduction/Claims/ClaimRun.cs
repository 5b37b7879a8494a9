namespace MomentsDnns.Reproduction.Claims;

/// <summary>The runs behind the claims. Fully connected unless said otherwise.</summary>
public enum ClaimRun
{
    /// <summary>Vanilla, He.</summary>
    Vanilla,

    /// <summary>Vanilla, convolutional: the run of Figure 3.</summary>
    VanillaConvolutional,

    /// <summary>The same net, more of them: what scatters most from net to net.</summary>
    VanillaSemiLine,

    /// <summary>Vanilla, narrow, many simulations: the run of Figure 2.</summary>
    Diffusion,

    /// <summary>Vanilla at half of that width.</summary>
    DiffusionHalf,

    /// <summary>Vanilla at a quarter of that width.</summary>
    DiffusionQuarter,

    /// <summary>Batch norm, feedforward.</summary>
    BatchNorm,

    /// <summary>Batch norm, feedforward, convolutional: the run of Figure 4.</summary>
    BatchNormConvolutional,

    /// <summary>Batch norm, residual.</summary>
    Residual,

    /// <summary>Batch norm, residual, convolutional: the run of Figure 5.</summary>
    ResidualConvolutional,

    /// <summary>Batch norm, residual, narrow, many simulations.</summary>
    ResidualNarrow,

    /// <summary>Batch norm, residual, narrow, 20,000 units.</summary>
    ResidualDeep,

    /// <summary>Vanilla, uniform weights of He's second moment, uniform biases.</summary>
    UniformVanilla,

    /// <summary>The same with weights of second moment 3.</summary>
    UniformVanillaLarge,

    /// <summary>Batch norm, feedforward, uniform weights, biases, scales and shifts.</summary>
    UniformBatchNorm,

    /// <summary>The same, residual.</summary>
    UniformResidual,

    /// <summary>tanh in the ordered phase.</summary>
    TanhOrdered,

    /// <summary>tanh in the chaotic phase.</summary>
    TanhChaotic,

    /// <summary>tanh with batch norm, feedforward.</summary>
    TanhBatchNorm,

    /// <summary>tanh with batch norm, residual.</summary>
    TanhResidual,

    /// <summary>Layer norm, feedforward.</summary>
    LayerNorm,

    /// <summary>Layer norm, feedforward, convolutional.</summary>
    LayerNormConvolutional,

    /// <summary>Group norm of 8 groups, feedforward, convolutional.</summary>
    GroupNormConvolutional,

    /// <summary>Instance norm, feedforward, convolutional.</summary>
    InstanceNormConvolutional,

    /// <summary>Layer norm, residual, convolutional.</summary>
    LayerNormResidual,

    /// <summary>Group norm of 8 groups, residual, convolutional.</summary>
    GroupNormResidual,

    /// <summary>Instance norm, residual, convolutional.</summary>
    InstanceNormResidual,

    /// <summary>Residual without normalization.</summary>
    UnnormalizedResidual,
}
