namespace MomentsDnns.Architectures.Networks;

/// <summary>The law of the weights.</summary>
public enum InitializationKind
{
    /// <summary>Independent normal weights of variance 2 / fan-in, no biases (He et al. 2015).</summary>
    He,

    /// <summary>Weight vectors, biases, norm scales and shifts uniform in balls (Labatie 2019).</summary>
    Uniform,

    /// <summary>Independent normal weights of variance 1 / fan-in, no biases.</summary>
    LeCun,

    /// <summary>Independent normal weights of variance sigma_w^2 / fan-in, biases of variance sigma_b^2.</summary>
    Gaussian,

    /// <summary>Orthogonal weight vectors of squared length sigma_w^2, normal biases of variance sigma_b^2.</summary>
    Orthogonal,
}
