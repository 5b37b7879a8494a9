using System.Runtime.CompilerServices;
using MomentsDnns.Architectures.Lanes;

namespace MomentsDnns.Architectures.Convolutions.Fourier;

/// <summary>
/// The discrete Fourier transform of a line of complex numbers, many lines side by side in the lanes:
/// <c>X[k] = sum over n of x[n] exp(-2 pi i k n / L)</c>, L a power of two.
/// </summary>
/// <remarks>
/// Stockham's steps of radix four, the last of radix two where L is no power of four: every step writes in order what
/// it read in order, so that the first reads from the caller's memory and the last writes to it. The inverse, not
/// divided by L, is the same transform with the real and imaginary parts of both sides exchanged.
/// </remarks>
internal static unsafe class FourierLine<TLanes> where TLanes : unmanaged, IFloatLanes<TLanes>
{
    /// <summary>Numbers of working memory that a line needs.</summary>
    public static int Memory(int length) => 2 * NumbersOf(length);

    /// <summary>cos and -sin of 2 pi t / L for t from 0 to L - 1, in turn: the factors of the steps.</summary>
    public static float[] Roots(int length)
    {
        float[] roots = new float[2 * length];
        for (int t = 0; t < length; t++)
        {
            (double sine, double cosine) = Math.SinCos(2 * Math.PI * t / length);
            (roots[2 * t], roots[2 * t + 1]) = ((float)cosine, -(float)sine);
        }

        return roots;
    }

    /// <summary>Transforms.</summary>
    /// <param name="length">L, 2 or more.</param>
    /// <param name="roots">See <see cref="Roots"/>.</param>
    /// <param name="from">The numbers x[n].</param>
    /// <param name="to">Where the X[k] go, memory that does not overlap <paramref name="from"/>.</param>
    /// <param name="memory">Working memory of <see cref="Memory"/> numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transform(int length, float* roots, ComplexLine from, ComplexLine to, float* memory)
    {
        float* next = memory, other = memory + NumbersOf(length);
        for (int rest = length, done = 1; ;)
        {
            int radix = rest % 4 == 0 ? 4 : 2;
            ComplexLine target = rest == radix ? to : ComplexLine.Of<TLanes>(next);
            if (radix == 4) StepOfFour(rest / 4, done, roots, length / rest, from, target);
            else StepOfTwo(done, from, target);
            if (rest == radix) return;
            from = target;
            float* read = next;
            next = other;
            other = read;
            rest /= radix;
            done *= radix;
        }
    }

    private static int NumbersOf(int length) => 2 * length * TLanes.Count;

    // Groups are told apart by the part of n that is still to be transformed, members by the part of k that is done.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void StepOfFour(int groups, int members, float* roots, int rootStep, ComplexLine from,
        ComplexLine to)
    {
        nint quarter = (nint)groups * members * from.Step, apart = members * to.Step;
        for (int group = 0; group < groups; group++)
        {
            float* root = roots + 2 * group * rootStep;
            TLanes cos1 = TLanes.All(root[0]), sin1 = TLanes.All(root[1]), minus1 = TLanes.All(-root[1]);
            root += 2 * group * rootStep;
            TLanes cos2 = TLanes.All(root[0]), sin2 = TLanes.All(root[1]), minus2 = TLanes.All(-root[1]);
            root += 2 * group * rootStep;
            TLanes cos3 = TLanes.All(root[0]), sin3 = TLanes.All(root[1]), minus3 = TLanes.All(-root[1]);
            for (int member = 0; member < members; member++)
            {
                nint at = (group * members + member) * from.Step;
                float* re = from.Real + at, im = from.Imaginary + at;
                TLanes a = TLanes.Load(re), c = TLanes.Load(re + 2 * quarter);
                TLanes b = TLanes.Load(re + quarter), d = TLanes.Load(re + 3 * quarter);
                TLanes acSum = a + c, acRest = a - c, bdSum = b + d, bdRest = b - d;
                a = TLanes.Load(im);
                c = TLanes.Load(im + 2 * quarter);
                b = TLanes.Load(im + quarter);
                d = TLanes.Load(im + 3 * quarter);
                TLanes acSumI = a + c, acRestI = a - c, bdSumI = b + d, bdRestI = b - d;

                nint goal = (4 * group * members + member) * to.Step;
                float* toRe = to.Real + goal, toIm = to.Imaginary + goal;
                (acSum + bdSum).Store(toRe);
                (acSumI + bdSumI).Store(toIm);
                if (group == 0)
                {
                    (acRest + bdRestI).Store(toRe + apart);
                    (acRestI - bdRest).Store(toIm + apart);
                    (acSum - bdSum).Store(toRe + 2 * apart);
                    (acSumI - bdSumI).Store(toIm + 2 * apart);
                    (acRest - bdRestI).Store(toRe + 3 * apart);
                    (acRestI + bdRest).Store(toIm + 3 * apart);
                    continue;
                }

                StoreProduct(acRest + bdRestI, acRestI - bdRest, cos1, sin1, minus1, toRe + apart, toIm + apart);
                StoreProduct(acSum - bdSum, acSumI - bdSumI, cos2, sin2, minus2, toRe + 2 * apart, toIm + 2 * apart);
                StoreProduct(acRest - bdRestI, acRestI + bdRest, cos3, sin3, minus3, toRe + 3 * apart, toIm
                    + 3 * apart);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void StepOfTwo(int members, ComplexLine from, ComplexLine to)
    {
        for (int member = 0; member < members; member++)
        {
            Butterfly(from.Real + member * from.Step, members * from.Step, to.Real + member * to.Step,
                members * to.Step);
            Butterfly(from.Imaginary + member * from.Step, members * from.Step, to.Imaginary + member * to.Step,
                members * to.Step);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Butterfly(float* from, nint fromApart, float* to, nint toApart)
    {
        TLanes a = TLanes.Load(from), b = TLanes.Load(from + fromApart);
        (a + b).Store(to);
        (a - b).Store(to + toApart);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreProduct(TLanes real, TLanes imaginary, TLanes cos, TLanes sin, TLanes minusSin,
        float* toReal, float* toImaginary)
    {
        TLanes.MultiplyAdd(real, cos, imaginary * minusSin).Store(toReal);
        TLanes.MultiplyAdd(real, sin, imaginary * cos).Store(toImaginary);
    }
}
