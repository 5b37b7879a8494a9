namespace MomentsDnns.Propagation.Tracing;

/// <summary>How a kernel moves over images; each list has one number for rows and one for columns.</summary>
/// <param name="Stride">Steps from one output to the next.</param>
/// <param name="Padding">Zeros before the first and behind the last row and column.</param>
/// <param name="Dilation">Steps from one number of the kernel to the next.</param>
/// <param name="Groups">Groups of channels that do not mix.</param>
internal sealed record ConvolutionGeometry(
    IReadOnlyList<long> Stride, IReadOnlyList<long> Padding, IReadOnlyList<long> Dilation, long Groups);
