using TorchSharp;

namespace MomentsDnns.Architectures.Convolutions;

/// <summary>
/// What decides how a convolution is computed, the number of images apart: images <c>[M, Cin, H, W]</c> become
/// <c>[M, Cout, ceil(H/s), ceil(W/s)]</c> by a kernel of k x k taps and a stride s,
/// <c>out[m, o, y, x] = sum over ky, kx, i of weights[ky*k + kx, i, o] * padded[m, i, s*y + ky, s*x + kx]</c>,
/// where <c>padded</c> is the image with (k-1)/2, rounded down, more rows above and columns to the left and the rest of
/// k-1 below and to the right (all k-1 above and to the left where the boundary is one-sided), filled by the boundary
/// rule.
/// </summary>
internal sealed record ConvolutionShape
{
    /// <summary>
    /// k; 3 by default. Even only where the boundary is periodic: there the side of the odd row is a shift of the
    /// image, elsewhere it would break the mirror symmetry of the edges.
    /// </summary>
    public int KernelSize { get; init; } = 3;

    /// <summary>s, 1 (the default) or more.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>What fills the padding; periodic by default.</summary>
    public Boundary Boundary { get; init; } = Boundary.Periodic;

    /// <summary>Cin, 1 or more.</summary>
    public required int InputChannels { get; init; }

    /// <summary>Cout, 1 or more.</summary>
    public required int OutputChannels { get; init; }

    /// <summary>H, rows of an input image, 1 or more.</summary>
    public required int Height { get; init; }

    /// <summary>W, columns of an input image, 1 or more.</summary>
    public required int Width { get; init; }

    /// <summary>Precision of images and weights: float32 (the default) or float64.</summary>
    public torch.ScalarType Precision { get; init; } = torch.ScalarType.Float32;

    /// <summary>Where images and weights lie; the processor by default.</summary>
    public torch.Device Device { get; init; } = torch.CPU;

    /// <summary>ceil(H/s), rows of an output image.</summary>
    public int OutputHeight => (Height - 1) / Stride + 1;

    /// <summary>ceil(W/s), columns of an output image.</summary>
    public int OutputWidth => (Width - 1) / Stride + 1;

    /// <summary>
    /// Rows added above and columns to the left: (k-1)/2, rounded down; k-1 where the boundary is one-sided.
    /// </summary>
    internal int PaddingBefore => Boundary == Boundary.PeriodicOneSided ? KernelSize - 1 : (KernelSize - 1) / 2;

    /// <summary>Rows added below and columns to the right: the rest of k-1.</summary>
    internal int PaddingAfter => KernelSize - 1 - PaddingBefore;

    /// <summary>Whether images are tori, however they are padded.</summary>
    internal bool IsPeriodic => IsOfTori(Boundary);

    /// <summary>Whether a kernel size goes with a boundary: odd, or even and periodic.</summary>
    internal static bool HasCentre(int kernelSize, Boundary boundary) => kernelSize % 2 == 1 || IsOfTori(boundary);

    /// <summary>Whether a boundary makes images tori.</summary>
    internal static bool IsOfTori(Boundary boundary) => boundary is Boundary.Periodic or Boundary.PeriodicOneSided;

    /// <summary>k*k, the taps of the kernel.</summary>
    internal int Taps => KernelSize * KernelSize;

    /// <summary>Whether the algorithm <see cref="ConvolutionAlgorithm.Winograd"/> can compute it.</summary>
    internal bool FitsWinograd => KernelSize == 3 && Stride == 1;

    /// <summary>Whether the algorithm <see cref="ConvolutionAlgorithm.Fourier"/> can compute it.</summary>
    internal bool FitsFourier => KernelSize > 1 && Stride == 1 && IsPeriodic;

    /// <summary>Refuses a shape that no algorithm computes.</summary>
    /// <exception cref="ArgumentException">
    /// A size below 1, an even kernel where the boundary is not periodic, another precision.
    /// </exception>
    internal void ThrowIfInvalid()
    {
        RequirePositive(nameof(KernelSize), KernelSize);
        Require(HasCentre(KernelSize, Boundary), nameof(KernelSize), KernelSize,
            "must be odd where the boundary is not periodic", "take 3");
        RequirePositive(nameof(Stride), Stride);
        RequirePositive(nameof(InputChannels), InputChannels);
        RequirePositive(nameof(OutputChannels), OutputChannels);
        RequirePositive(nameof(Height), Height);
        RequirePositive(nameof(Width), Width);
        Require(Enum.IsDefined(Boundary), nameof(Boundary), Boundary, "must be a named rule", "take Periodic");
        Require(Precision is torch.ScalarType.Float32 or torch.ScalarType.Float64, nameof(Precision), Precision,
            "must be Float32 or Float64", "convert the tensors first");
    }

    private static void RequirePositive(string name, int value) =>
        Require(value >= 1, name, value, "must be at least 1", "take a positive whole number");

    private static void Require(bool holds, string name, object value, string rule, string remedy)
    {
        if (!holds) throw new ArgumentException($"convolution {name} {value}: {rule}; {remedy}");
    }
}
