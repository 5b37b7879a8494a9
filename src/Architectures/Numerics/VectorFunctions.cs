using System.Numerics;
using System.Runtime.CompilerServices;

namespace MomentsDnns.Architectures.Numerics;

/// <summary>
/// Exponential and error functions of vectors of 32- or 64-bit floats, with the same bits on any machine and vector
/// width: sums, products and quotients alone, each rounded on its own and none fused.
/// </summary>
/// <remarks>Errors are of the order of one unit in the last place times the number named; tests hold them.</remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal static class VectorFunctions<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly bool IsSingle = typeof(T) == typeof(float);

    // e^r - 1 = r + r^2/2! + ...: on |r| <= ln(2)/2 the first dropped term is 2e-10 (32 bit) or 2e-18 of the value.
    private static readonly T[] ExponentialSeries =
        Reversed(Enumerable.Range(1, IsSingle ? 8 : 14).Select(k => 1 / Factorial(k)));

    // erf x = 2/sqrt(pi) x (1 - x^2/3 + x^4/(2! 5) - ...): on |x|
    // <= 1/2 the first dropped term is 5e-11 or 9e-20 of the value.
    private static readonly T[] ErrorSeries = Reversed(Enumerable.Range(0, IsSingle ? 8 : 13)
        .Select(k => 2 / Math.Sqrt(Math.PI) * (k % 2 == 0 ? 1 : -1) / (Factorial(k) * ((2 * k) + 1))));

    private static readonly T[] ScaledComplement = Reversed(IsSingle ? ScaledComplementSingle : ScaledComplementDouble);

    // Beyond, the exponential is 0: below the smallest normal number.
    private static readonly T LeastExponent = T.CreateTruncating(IsSingle ? -88 : -709.2);

    // Adding it rounds to a whole number, which then stands in the lowest bits.
    private static readonly T RoundingShift = T.CreateTruncating(IsSingle ? 12582912.0 : 6755399441055744.0);

    // ln 2 in two parts, the first short enough that its multiples are exact.
    private static readonly T LogTwoHigh = T.CreateTruncating(IsSingle ? 0.693359375 : 6.93147180369123816490e-01);
    private static readonly T LogTwoLow =
        T.CreateTruncating(IsSingle ? -2.12194440054690583e-4 : 1.90821492927058770002e-10);

    /// <summary>e^x and e^x - 1, each accurate relative to itself, for x at most 0; NaN stays NaN.</summary>
    /// <param name="x">0 or less; e^x is 0 below -88 (32 bit) or -709.2.</param>
    /// <param name="minusOne">e^x - 1. Error: 3 units.</param>
    /// <returns>e^x. Error: 2 units.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Exponential(Vector<T> x, out Vector<T> minusOne)
    {
        // x = n ln 2 + r, e^x = 2^n + 2^n (e^r - 1).
        Vector<T> least = new(LeastExponent), shift = new(RoundingShift);
        x = Vector.ConditionalSelect(Vector.LessThan(x, least), least, x);
        Vector<T> shifted = (x * new Vector<T>(T.CreateTruncating(1.4426950408889634))) + shift;
        Vector<T> n = shifted - shift;
        Vector<T> r = x - (n * new Vector<T>(LogTwoHigh)) - (n * new Vector<T>(LogTwoLow));
        Vector<T> power = PowerOfTwo(shifted);
        Vector<T> part = power * (r * Polynomial(r, ExponentialSeries));
        minusOne = part + (power - Vector<T>.One);
        return part + power;
    }

    /// <summary>erf x, and e^(-x^2), from which its derivative 2/sqrt(pi) e^(-x^2) follows.</summary>
    /// <param name="x">Any argument.</param>
    /// <param name="gaussian">e^(-x^2). Error relative to itself: 2 units and x^2 units.</param>
    /// <returns>erf x. Error: 4 units, also near 0.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Error(Vector<T> x, out Vector<T> gaussian)
    {
        Vector<T> size = Vector.Abs(x);
        Vector<T> far = Vector<T>.One - Complement(size, out gaussian);
        Vector<T> near = size * Polynomial(x * x, ErrorSeries);
        Vector<T> value =
            Vector.ConditionalSelect(Vector.LessThanOrEqual(size, new Vector<T>(T.CreateTruncating(0.5))), near, far);
        return WithSignOf(x, value);
    }

    /// <summary>erfc x = 1 - erf x for x of 0 or more, relative to itself also where it is small.</summary>
    /// <param name="x">0 or more.</param>
    /// <param name="gaussian">e^(-x^2).</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Complement(Vector<T> x, out Vector<T> gaussian)
    {
        // (1 + 2x) e^(x^2) erfc x is smooth in u = (x - K) / (x + K) on [-1, 1). Beyond 30 (e^(-900) is 0) x is held:
        // infinity has no u.
        Vector<T> largest = new(T.CreateTruncating(30));
        x = Vector.ConditionalSelect(Vector.GreaterThan(x, largest), largest, x);
        Vector<T> pole = new(T.CreateTruncating(Pole));
        Vector<T> u = (x - pole) / (x + pole);
        gaussian = Exponential(-(x * x), out _);
        return gaussian * Polynomial(u, ScaledComplement) / (Vector<T>.One + x + x);
    }

    /// <summary>
    /// x, held at -1000 from below, where a share of 0 stands for its limit: 0 times infinity is no number. NaN stays
    /// NaN.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> HeldBelow(Vector<T> x)
    {
        Vector<T> least = new(T.CreateTruncating(-1000));
        return Vector.ConditionalSelect(Vector.LessThan(x, least), least, x);
    }

    /// <summary>A number of 0 or more with the sign of another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> WithSignOf(Vector<T> sign, Vector<T> x) =>
        Vector.ConditionalSelect(Vector.LessThan(sign, Vector<T>.Zero), -x, x);

    // c[0] x^n + ... + c[n], by Horner's rule.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Polynomial(Vector<T> x, T[] coefficients)
    {
        Vector<T> sum = new(coefficients[0]);
        for (int i = 1; i < coefficients.Length; i++) sum = (sum * x) + new Vector<T>(coefficients[i]);
        return sum;
    }

    // 2^n from n in the lowest bits; 0 where n is the least exponent less 1.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> PowerOfTwo(Vector<T> shifted) => typeof(T) == typeof(float)
        ? Vector.As<int, T>((Vector.As<T, int>(shifted) + new Vector<int>(127)) << 23)
        : Vector.As<long, T>((Vector.As<T, long>(shifted) + new Vector<long>(1023)) << 52);

    private static double Factorial(int k) =>
        Enumerable.Range(1, k).Aggregate(1.0, (product, factor) => product * factor);

    private static T[] Reversed(IEnumerable<double> ascending) => [.. ascending.Reverse().Select(T.CreateTruncating)];

    // K of u above. The polynomials in u interpolate (1 + 2x) e^(x^2) erfc x at Chebyshev's points, in 60 digits:
    // errors 6e-9 and 6e-18 of the value. Form after Shepherd and Laframboise, "Chebyshev approximation of
    // (1+2x)exp(x^2)erfc x" (1981).
    private const double Pole = 3.75;

    private static double[] ScaledComplementSingle =>
    [
        1.237512631, -0.140240659, 0.003585438016, 0.0822784339, -0.1088045645, 0.09229069167,
        -0.05868825205, 0.02840943039, -0.009764690498, 0.001675734251, 0.0003253884646, -0.0002240520495,
        2.363482007e-5,
    ];

    private static double[] ScaledComplementDouble =>
    [
        1.23751263083782758, -0.140240598585546962, 0.00358541548546377496, 0.0822767384901451591,
        -0.108803930141717858, 0.0923043211603787671, -0.0586933985902123672, 0.0283622774189406648,
        -0.00974657955250424297, 0.00175562585300172579, 0.000293713634285008126, -0.00029015408097952713,
        0.0000516492113907028529, 0.0000223842403142244361, -0.000011444412439171726, -9.73561901518262322e-7,
        1.7520579701663233e-6, -5.72159725599145269e-8, -2.59106968779671827e-7, 2.32619132766999321e-8,
        3.8965452548990335e-8, -3.7435680336359594e-9, -5.28428697963320663e-9, 3.11031071984159799e-10,
        4.43495907001278591e-10,
    ];
}
