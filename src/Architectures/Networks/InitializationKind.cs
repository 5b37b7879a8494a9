namespace MomentsDnns.Architectures.Networks;

/// <summary>The law of the weights.</summary>
public enum InitializationKind
{
    /// <summary>Independent normal weights of variance 2 / fan-in, no biases (He et al. 2015).</summary>
    He,

    /// <summary>The talk's law: weight vectors, biases, norm scales and shifts, each uniform in a ball (Labatie 2019).</summary>
    Uniform,

    /// <summary>Independent normal weights of variance 1 / fan-in, no biases.</summary>
    LeCun,

    /// <summary>Independent normal weights of variance sigma_w^2 / fan-in, biases of variance sigma_b^2.</summary>
    Gaussian,

    /// <summary>Orthogonal weight vectors of squared length sigma_w^2, normal biases of variance sigma_b^2.</summary>
    Orthogonal,

    /// <summary>Independent uniform weights of variance 2 / fan-in, no biases (He et al. 2015; torch.nn.init.kaiming_uniform_).</summary>
    KaimingUniform,

    /// <summary>Independent uniform weights of variance 2 / (fan-in + fan-out), no biases (Glorot and Bengio 2010).</summary>
    XavierUniform,

    /// <summary>Independent normal weights of variance 2 / (fan-in + fan-out), no biases (Glorot and Bengio 2010).</summary>
    XavierNormal,

    /// <summary>
    /// PyTorch's default of linear and convolutional layers: independent weights and biases uniform in [-b, b], b = 1 / sqrt(fan-in),
    /// variance 1 / (3 fan-in).
    /// </summary>
    PyTorch,
}
