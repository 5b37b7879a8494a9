namespace MomentsDnns.Architectures.Networks;

/// <summary>The law of the weights.</summary>
public enum InitializationKind
{
    /// <summary>Independent normal weights of variance 2 / fan-in (He et al. 2015).</summary>
    He,

    /// <summary>Independent normal weights of variance 1 / fan-in.</summary>
    LeCun,
}
