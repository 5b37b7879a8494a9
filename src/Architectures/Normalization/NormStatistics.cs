namespace MomentsDnns.Architectures.Normalization;

/// <summary>What the statistics of batch normalization are to the noise.</summary>
public enum NormStatistics
{
    /// <summary>Constants: the noise is only divided by them, as in the paper.</summary>
    Frozen,

    /// <summary>Functions of the batch: the noise passes through their full derivative.</summary>
    Differentiated,
}
