namespace MomentsDnns.Theory.InfiniteWidth;

/// <summary>
/// What batch norm and an activation make of normal channels: expectations over a channel, for a net of infinite width.
/// </summary>
public interface ILayerLaw
{
    /// <summary>Takes the expectations.</summary>
    /// <param name="centred">
    /// K', the centred Gram matrix of what the norm sees: a channel is normal of that covariance over the images.
    /// </param>
    /// <param name="epsilon">Added to a channel's variance over the images, 0 or more.</param>
    BatchNormLayer Of(GramMatrix centred, double epsilon);
}
