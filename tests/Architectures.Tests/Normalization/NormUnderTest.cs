namespace MomentsDnns.Architectures.Tests.Normalization;

/// <summary>Which normalization a test is about.</summary>
public enum NormUnderTest
{
    BatchFrozen,
    BatchDifferentiated,
    Layer,
    Instance,
    Group,
    PositionLayer,
    RootMeanSquare,
}
