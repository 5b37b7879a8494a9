namespace MomentsDnns.Results;

/// <summary>Of which tensors the effective rank is taken.</summary>
public enum EffectiveRankChoice
{
    /// <summary>Signal and noise.</summary>
    Both,

    /// <summary>The signal alone.</summary>
    Signal,

    /// <summary>The noise alone.</summary>
    Noise,

    /// <summary>Neither.</summary>
    None,
}
