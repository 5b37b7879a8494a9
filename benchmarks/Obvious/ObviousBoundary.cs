namespace MomentsDnns.Benchmarks.Obvious;

/// <summary>What a convolution sees beyond the edge of an image.</summary>
public enum ObviousBoundary
{
    /// <summary>The opposite edge.</summary>
    Periodic,

    /// <summary>The mirror image, the edge included.</summary>
    Symmetric,

    /// <summary>Zeros.</summary>
    Zero,
}
