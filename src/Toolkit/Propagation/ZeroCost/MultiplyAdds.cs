namespace MomentsDnns.Propagation.ZeroCost;

/// <summary>
/// Multiplications of weights with values for one image, of convolutions and linear maps: usually named FLOPs. Norms,
/// activations and pools are not counted.
/// </summary>
public sealed class MultiplyAdds : IZeroCostMeasure
{
    /// <inheritdoc/>
    public string Name => "flops";

    /// <inheritdoc/>
    public string Words => "multiply-adds";

    /// <inheritdoc/>
    public string Formula => "multiply-adds of convolutions and linear maps for one image";

    /// <inheritdoc/>
    public bool IsSize => true;

    /// <inheritdoc/>
    public double? Take(ZeroCostSubject subject) => subject.MultiplyAdds;
}
