namespace MomentsDnns.Results.Exchange;

/// <summary>The architectures of the reference implementation, each with its own numbering of locations.</summary>
public enum ReferenceLayout
{
    /// <summary>Feedforward without normalization: loc1 input, loc2 convolution, loc3 activation.</summary>
    Vanilla,

    /// <summary>Feedforward with a normalization: loc1 input, loc2 convolution, loc3 norm, loc4 activation.</summary>
    NormFeedforward,

    /// <summary>
    /// Residual, by the first layer of the unit: loc1 input, loc2 norm, loc3 activation, loc4 convolution; loc5 the
    /// sum.
    /// </summary>
    Residual,
}
