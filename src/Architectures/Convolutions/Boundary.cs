namespace MomentsDnns.Architectures.Convolutions;

/// <summary>What a convolution sees beyond the edge of an image.</summary>
public enum Boundary
{
    /// <summary>The opposite edge: the image is a torus, and the kernel has its centre on the pixel.</summary>
    Periodic,

    /// <summary>The mirror image, the edge pixel included: x[-1] = x[0].</summary>
    Symmetric,

    /// <summary>Zeros.</summary>
    Zero,

    /// <summary>
    /// The opposite edge, with all k-1 rows and columns of padding above and to the left, as the reference
    /// implementation of arXiv 1811.03087 pads: the last tap of the kernel stands on the pixel, so that each
    /// convolution moves the image by k/2 (rounded down) pixels along the diagonal. Without skips this is the periodic
    /// net, shifted; a residual branch arrives shifted against its skip.
    /// </summary>
    PeriodicOneSided,
}
