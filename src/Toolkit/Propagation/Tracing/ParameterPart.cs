namespace MomentsDnns.Propagation.Tracing;

/// <summary>What a parameter is to its layer.</summary>
public enum ParameterPart
{
    /// <summary>The weights of a linear map.</summary>
    Weight,

    /// <summary>Its biases.</summary>
    Bias,

    /// <summary>The scales of a norm.</summary>
    Scale,

    /// <summary>The shifts of a norm.</summary>
    Shift,

    /// <summary>The running means of a norm.</summary>
    RunningMean,

    /// <summary>The running variances of a norm.</summary>
    RunningVariance,
}
