namespace MomentsDnns.Propagation;

/// <summary>What a worker's time is spent on; each moment belongs to one phase.</summary>
public enum TimedPhase
{
    /// <summary>Drawing the random weights of a layer or unit.</summary>
    Weights,

    /// <summary>The convolutions of the layers or units, what prepares their weights included.</summary>
    Convolution,

    /// <summary>The normalizations.</summary>
    Normalization,

    /// <summary>The activations.</summary>
    Activation,

    /// <summary>
    /// What else a layer or unit does: the rescaling at its entrance, the sum with the skip, the calls between its
    /// parts.
    /// </summary>
    OtherParts,

    /// <summary>The recorder's hooks: reducing activations to numbers.</summary>
    Statistics,

    /// <summary>Before depth 0: drawing images and noise, the first convolution and its weights.</summary>
    Input,

    /// <summary>Keeping a finished simulation on the disk.</summary>
    Writing,

    /// <summary>All else: building the unit, progress, waiting for other workers' progress.</summary>
    Rest,
}
