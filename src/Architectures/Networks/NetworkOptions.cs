using MomentsDnns.Architectures.Convolutions;

namespace MomentsDnns.Architectures.Networks;

/// <summary>Which network: everything that decides the law of its layers.</summary>
public sealed record NetworkOptions
{
    /// <summary>The most values of a tensor: its memory is addressed by 32-bit offsets in bytes, 8 a value at most.</summary>
    public const int LargestTensor = int.MaxValue / 8;

    private const int LargestKernelSize = 99;

    /// <summary>How layers are joined; feedforward by default.</summary>
    public Topology Topology { get; init; } = Topology.Feedforward;

    /// <summary>The normalization of each layer; none by default.</summary>
    public NormKind Norm { get; init; } = NormKind.None;

    /// <summary>The activation of each layer; ReLU by default.</summary>
    public ActivationKind Activation { get; init; } = ActivationKind.Relu;

    /// <summary>H, the layers in a residual unit (1 or more); 2 by default. Without meaning in feedforward nets.</summary>
    public int ResidualDepth { get; init; } = 2;

    /// <summary>Layers (feedforward) or residual units, 1 or more; 200 by default.</summary>
    public int Depth { get; init; } = 200;

    /// <summary>Channels of every layer, 1 or more; 512 by default.</summary>
    public int Width { get; init; } = 512;

    /// <summary>Spatial size of the kernels, odd; 1 is the fully connected case; 3 by default.</summary>
    public int KernelSize { get; init; } = 3;

    /// <summary>What a convolution sees beyond the edge; periodic by default.</summary>
    public Boundary Boundary { get; init; } = Boundary.Periodic;

    /// <summary>Added to the variance that a normalization divides by, 0 or more; 1e-3 by default.</summary>
    public double NormEpsilon { get; init; } = 1e-3;

    /// <summary>The law of the weights; He by default.</summary>
    public InitializationKind Initialization { get; init; } = InitializationKind.He;

    /// <summary>How convolutions are computed; by the faster algorithm by default. Changes rounding, not the law.</summary>
    public ConvolutionAlgorithm Convolution { get; init; } = ConvolutionAlgorithm.Auto;

    /// <summary>Whether images are flattened to features: kernel size 1.</summary>
    public bool IsFullyConnected => KernelSize == 1;

    /// <summary>Every rule that these options break, all at once; empty when they are sound.</summary>
    public IReadOnlyList<OptionFault> Validate()
    {
        List<OptionFault> faults = [];
        RequireAtLeastOne(faults, "depth", Depth);
        RequireAtLeastOne(faults, "width", Width);
        RequireAtLeastOne(faults, "residual-depth", ResidualDepth);
        if (KernelSize < 1 || KernelSize % 2 == 0 || KernelSize > LargestKernelSize)
        {
            faults.Add(new("kernel-size", $"{KernelSize}", $"must be odd and from 1 to {LargestKernelSize}",
                "take 1 (fully connected), 3 or 5"));
        }
        else if ((double)Width * Width * Math.Max(36, KernelSize * KernelSize) > LargestTensor)
        {
            faults.Add(new("width", $"{Width}", $"makes weights of more than {LargestTensor} values with kernels of size {KernelSize}",
                "take a smaller width"));
        }

        if (Convolution == ConvolutionAlgorithm.Winograd && KernelSize != 3)
        {
            faults.Add(new("convolution", "winograd", $"exists for kernels of size 3, this one is {KernelSize}",
                "take auto or direct"));
        }

        if (!(NormEpsilon >= 0) || double.IsInfinity(NormEpsilon))
        {
            faults.Add(new("norm-epsilon", OptionFault.Format(NormEpsilon), "must be a finite number, 0 or more",
                "take 0.001, the default"));
        }

        return faults;
    }

    private static void RequireAtLeastOne(List<OptionFault> faults, string name, int value)
    {
        if (value < 1) faults.Add(new(name, $"{value}", "must be at least 1", "take a positive whole number"));
    }
}
