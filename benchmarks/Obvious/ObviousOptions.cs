namespace MomentsDnns.Benchmarks.Obvious;

/// <summary>Which network: ReLU nets with or without batch normalization, with or without residual units.</summary>
public sealed record ObviousOptions
{
    /// <summary>Whether batch normalization stands in each layer.</summary>
    public bool HasNorm { get; init; }

    /// <summary>Whether layers are joined to residual units.</summary>
    public bool IsResidual { get; init; }

    /// <summary>Layers in a residual unit.</summary>
    public int ResidualDepth { get; init; } = 2;

    /// <summary>Channels of every layer.</summary>
    public int Width { get; init; } = 512;

    /// <summary>Size of the kernels; 1 is fully connected, on matrices of images by features.</summary>
    public int KernelSize { get; init; } = 3;

    /// <summary>What a convolution sees beyond the edge.</summary>
    public ObviousBoundary Boundary { get; init; }

    /// <summary>Added to the variance that batch normalization divides by.</summary>
    public double NormEpsilon { get; init; } = 1e-3;

    /// <summary>Convolutions in a layer or unit.</summary>
    public int Convolutions => IsResidual ? ResidualDepth : 1;
}
