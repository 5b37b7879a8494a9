namespace MomentsDnns.Architectures.Initialization;

/// <summary>Of what random numbers the weights of a law are made.</summary>
public enum WeightNumbers
{
    /// <summary>
    /// Normal ones, in the order of the stream: independent normal weights, points of balls and orthogonal vectors are
    /// made of them.
    /// </summary>
    Normal,

    /// <summary>Uniform ones, one a weight.</summary>
    Uniform,
}
