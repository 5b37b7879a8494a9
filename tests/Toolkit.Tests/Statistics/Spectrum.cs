namespace MomentsDnns.Toolkit.Tests.Statistics;

public enum Spectrum
{
    Exponential,
    White,
    NearOneDimension,
    ExponentialFarFromZero,
    NearOneDimensionFarFromZero,
    Rectified,
}
