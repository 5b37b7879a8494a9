using MomentsDnns.Architectures.Lanes;

namespace MomentsDnns.Architectures.Convolutions.Fourier;

/// <summary>
/// Where the complex numbers of a line lie: vectors of real parts and of imaginary parts, each a step apart.
/// </summary>
/// <param name="real">The first real part.</param>
/// <param name="imaginary">The first imaginary part.</param>
/// <param name="step">Numbers from one element of the line to the next.</param>
internal readonly unsafe struct ComplexLine(float* real, float* imaginary, nint step)
{
    public readonly float* Real = real;
    public readonly float* Imaginary = imaginary;
    public readonly nint Step = step;

    /// <summary>The same line with real and imaginary parts exchanged.</summary>
    public ComplexLine Exchanged => new(Imaginary, Real, Step);

    /// <summary>Where a real part lies.</summary>
    public float* RealAt(int index) => Real + index * Step;

    /// <summary>Where an imaginary part lies.</summary>
    public float* ImaginaryAt(int index) => Imaginary + index * Step;

    /// <summary>A line without gaps: each real part before its imaginary one.</summary>
    public static ComplexLine Of<TLanes>(float* at) where TLanes : unmanaged, IFloatLanes<TLanes> =>
        new(at, at + TLanes.Count, 2 * TLanes.Count);
}
