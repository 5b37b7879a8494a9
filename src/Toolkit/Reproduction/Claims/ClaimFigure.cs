namespace MomentsDnns.Reproduction.Claims;

/// <summary>The figures of the claims; several claims may share one.</summary>
public enum ClaimFigure
{
    /// <summary>Vanilla nets, fully connected, with theory.</summary>
    Vanilla,

    /// <summary>Diffusion of log nu_2 and log mu_2(dx).</summary>
    Diffusion,

    /// <summary>Convolutional batch-norm feedforward nets, with theory.</summary>
    BatchNormFeedforward,

    /// <summary>Convolutional batch-norm resnets, with theory.</summary>
    BatchNormResidual,

    /// <summary>The resnet as a logarithmic version of the feedforward net.</summary>
    LogarithmicVersion,

    /// <summary>Uniform initialization.</summary>
    Uniform,

    /// <summary>tanh: ordered, chaotic, with batch norm.</summary>
    Tanh,

    /// <summary>Norms in convolutional feedforward nets.</summary>
    Norms,

    /// <summary>Norms in convolutional resnets.</summary>
    NormsResidual,

    /// <summary>Resnets without normalization.</summary>
    Unnormalized,

    /// <summary>chi in every ReLU setup.</summary>
    Sensitivity,

    /// <summary>Lengths of trajectories of inputs.</summary>
    Trajectories,

    /// <summary>A batch-norm net and the vanilla net that it is merged into.</summary>
    Merge,

    /// <summary>Var log nu_2 at several widths.</summary>
    Width,

    /// <summary>Nets of the hypothesis space, one by one.</summary>
    HypothesisSpace,

    /// <summary>Vanilla nets over the second moment of their weights.</summary>
    Sweeps,

    /// <summary>The correlation of signal and noised signal.</summary>
    NoiseCorrelation,

    /// <summary>The change of the input that zeroes a unit, over the number of inputs.</summary>
    AdversarialSteps,

    /// <summary>How far layers are from affine.</summary>
    AffineMisfit,

    /// <summary>delta_BN^2, measured and by the signal's spectrum.</summary>
    NormIncrement,

    /// <summary>Distributions of mean squares with ReLU and with coins.</summary>
    Coins,

    /// <summary>chi of a resnet of very many units.</summary>
    DeepResidual,

    /// <summary>Nets that were trained, against depth.</summary>
    Training,
}
