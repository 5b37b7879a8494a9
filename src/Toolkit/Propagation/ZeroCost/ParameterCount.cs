namespace MomentsDnns.Propagation.ZeroCost;

/// <summary>How many parameters are trained: weights, biases, scales and shifts of norms.</summary>
public sealed class ParameterCount : IZeroCostMeasure
{
    /// <inheritdoc/>
    public string Name => "params";

    /// <inheritdoc/>
    public string Words => "parameters";

    /// <inheritdoc/>
    public string Formula => "number of parameters";

    /// <inheritdoc/>
    public bool IsSize => true;

    /// <inheritdoc/>
    public double? Take(ZeroCostSubject subject) => subject.Module.parameters().Sum(p => p.numel());
}
