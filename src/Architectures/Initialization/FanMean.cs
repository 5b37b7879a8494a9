namespace MomentsDnns.Architectures.Initialization;

/// <summary>The number of weights by which an element-wise law divides its variance.</summary>
public enum FanMean
{
    /// <summary>Fan-in: keeps the mean square of signals.</summary>
    In,

    /// <summary>The mean of fan-in and fan-out: between signals and gradients (Glorot and Bengio 2010).</summary>
    InAndOut,
}
