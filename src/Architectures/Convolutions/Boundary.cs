namespace MomentsDnns.Architectures.Convolutions;

/// <summary>What a convolution sees beyond the edge of an image.</summary>
public enum Boundary
{
    /// <summary>The opposite edge: the image is a torus.</summary>
    Periodic,

    /// <summary>The mirror image, the edge pixel included: x[-1] = x[0].</summary>
    Symmetric,

    /// <summary>Zeros.</summary>
    Zero,
}
