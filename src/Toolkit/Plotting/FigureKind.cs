namespace MomentsDnns.Plotting;

/// <summary>A figure of the paper (arXiv 1811.03087).</summary>
public enum FigureKind
{
    /// <summary>Figure 2, vanilla nets: histograms of the log-moments at four depths.</summary>
    VanillaHistograms,

    /// <summary>Figure 3, vanilla nets: increments of the sensitivity and effective rank of the signal.</summary>
    VanillaCurves,

    /// <summary>Figure 4, normalized feedforward nets: increments, sensitivity, effective ranks, moments.</summary>
    NormalizedFeedforward,

    /// <summary>Figure 5, residual nets: the same as Figure 4, with the predicted power law.</summary>
    Residual,
}
