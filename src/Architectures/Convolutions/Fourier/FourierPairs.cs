using System.Runtime.CompilerServices;
using MomentsDnns.Architectures.Lanes;

namespace MomentsDnns.Architectures.Convolutions.Fourier;

/// <summary>
/// Two real lines a and b as one complex line a + i b: how the transforms A and B of both are told apart in the
/// transform Z of that, and put together again.
/// </summary>
/// <remarks>
/// Of a line of length L, A[0] and A[L/2] are real and A[L-k] = conj A[k]: the other k below L/2 are enough. What is
/// told apart is doubled, but for the real ones.
/// </remarks>
internal static unsafe class FourierPairs<TLanes> where TLanes : unmanaged, IFloatLanes<TLanes>
{
    /// <summary>
    /// Tells the rows of a pair apart: elements 0 to W/2 - 1 of each, the first holding the two real ones.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SeparateRows(int width, ComplexLine pair, ComplexLine above, ComplexLine below)
    {
        int middle = width / 2;
        Copy(pair.RealAt(0), above.RealAt(0));
        Copy(pair.RealAt(middle), above.ImaginaryAt(0));
        Copy(pair.ImaginaryAt(0), below.RealAt(0));
        Copy(pair.ImaginaryAt(middle), below.ImaginaryAt(0));
        for (int k = 1; k < middle; k++) Separate(pair, k, width - k, above, k, below, k);
    }

    /// <summary>The inverse of <see cref="SeparateRows"/>, of what is not doubled.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void JoinRows(int width, ComplexLine above, ComplexLine below, ComplexLine pair)
    {
        int middle = width / 2;
        Copy(above.RealAt(0), pair.RealAt(0));
        Copy(above.ImaginaryAt(0), pair.RealAt(middle));
        Copy(below.RealAt(0), pair.ImaginaryAt(0));
        Copy(below.ImaginaryAt(0), pair.ImaginaryAt(middle));
        for (int k = 1; k < middle; k++) Join(above, k, below, k, pair, k, width - k);
    }

    /// <summary>
    /// Tells the first and the middle column apart: to the places that <see cref="FourierSpectrum"/> names.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SeparateColumns(int height, ComplexLine pair, ComplexLine planes)
    {
        int middle = height / 2;
        CopyReal(pair, planes, middle);
        for (int j = 1; j < middle; j++) Separate(pair, j, height - j, planes, j, planes, height - j);
    }

    /// <summary>The inverse of <see cref="SeparateColumns"/>, of what is not doubled.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void JoinColumns(int height, ComplexLine planes, ComplexLine pair)
    {
        int middle = height / 2;
        CopyReal(planes, pair, middle);
        for (int j = 1; j < middle; j++) Join(planes, j, planes, height - j, pair, j, height - j);
    }

    // The two real elements of both columns: those of one as real parts, of the other as imaginary ones.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyReal(ComplexLine from, ComplexLine to, int middle)
    {
        Copy(from.RealAt(0), to.RealAt(0));
        Copy(from.ImaginaryAt(0), to.ImaginaryAt(0));
        Copy(from.RealAt(middle), to.RealAt(middle));
        Copy(from.ImaginaryAt(middle), to.ImaginaryAt(middle));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(float* from, float* to) => TLanes.Load(from).Store(to);

    // 2 A[k] = Z[k] + conj Z[L-k] and 2 B[k] = (Z[k] - conj Z[L-k]) / i.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Separate(ComplexLine pair, int k, int mirrored, ComplexLine a, int atA, ComplexLine b, int atB)
    {
        TLanes real = TLanes.Load(pair.RealAt(k)), imaginary = TLanes.Load(pair.ImaginaryAt(k));
        TLanes mirroredReal = TLanes.Load(pair.RealAt(mirrored)),
            mirroredImaginary = TLanes.Load(pair.ImaginaryAt(mirrored));
        (real + mirroredReal).Store(a.RealAt(atA));
        (imaginary - mirroredImaginary).Store(a.ImaginaryAt(atA));
        (imaginary + mirroredImaginary).Store(b.RealAt(atB));
        (mirroredReal - real).Store(b.ImaginaryAt(atB));
    }

    // Z[k] = A[k] + i B[k] and Z[L-k] = conj A[k] + i conj B[k].
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Join(ComplexLine a, int atA, ComplexLine b, int atB, ComplexLine pair, int k, int mirrored)
    {
        TLanes aReal = TLanes.Load(a.RealAt(atA)), aImaginary = TLanes.Load(a.ImaginaryAt(atA));
        TLanes bReal = TLanes.Load(b.RealAt(atB)), bImaginary = TLanes.Load(b.ImaginaryAt(atB));
        (aReal - bImaginary).Store(pair.RealAt(k));
        (aImaginary + bReal).Store(pair.ImaginaryAt(k));
        (aReal + bImaginary).Store(pair.RealAt(mirrored));
        (bReal - aImaginary).Store(pair.ImaginaryAt(mirrored));
    }
}
