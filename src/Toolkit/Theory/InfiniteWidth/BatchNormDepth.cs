namespace MomentsDnns.Theory.InfiniteWidth;

/// <summary>
/// A layer or residual unit of a batch-norm net of infinite width; places are those of the unit's first layer, but for
/// its ends.
/// </summary>
public sealed record BatchNormDepth
{
    /// <summary>The layer or unit, from 1.</summary>
    public required int Depth { get; init; }

    /// <summary>What enters.</summary>
    public required PlaceMoments Input { get; init; }

    /// <summary>After the convolution.</summary>
    public required PlaceMoments Convolution { get; init; }

    /// <summary>After the norm.</summary>
    public required PlaceMoments Norm { get; init; }

    /// <summary>After the activation.</summary>
    public required PlaceMoments Activation { get; init; }

    /// <summary>The end of the residual branch; null in feedforward nets.</summary>
    public PlaceMoments? Branch { get; init; }

    /// <summary>After the sum; null in feedforward nets.</summary>
    public PlaceMoments? Sum { get; init; }

    /// <summary>The expectations of norm and activation.</summary>
    public required BatchNormLayer Layer { get; init; }
}
