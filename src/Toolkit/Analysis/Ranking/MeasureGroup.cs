namespace MomentsDnns.Analysis.Ranking;

/// <summary>What kind of number networks are ranked by.</summary>
public enum MeasureGroup
{
    /// <summary>How large the network is.</summary>
    Size,

    /// <summary>Statistics of signal and noise: sensitivity and effective ranks.</summary>
    Propagation,

    /// <summary>The usual measures without training: of derivatives, weights, patterns of activation.</summary>
    ZeroCost,
}
