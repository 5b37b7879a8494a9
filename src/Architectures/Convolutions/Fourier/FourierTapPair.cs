namespace MomentsDnns.Architectures.Convolutions.Fourier;

/// <summary>Two taps opposite to one another about the centre of a kernel.</summary>
/// <param name="Tap">One: ky*k + kx.</param>
/// <param name="Opposite">The other; null where it would lie beyond the kernel.</param>
internal readonly record struct FourierTapPair(int Tap, int? Opposite);
