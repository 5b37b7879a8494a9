namespace MomentsDnns.Architectures.Tests.Activations;

/// <summary>
/// The activations and their derivatives by other means than the product's: decimal arithmetic of 28 digits and series, not vector
/// polynomials.
/// </summary>
internal static class Exact
{
    private const double SqrtPi = 1.7724538509055160273;

    /// <summary>phi(x) and phi'(x) of a built-in activation.</summary>
    public static (double Value, double Derivative) Of(string name, double x) => name switch
    {
        "relu" => (Math.Max(x, 0), x > 0 ? 1 : 0),
        "leaky-relu" => x > 0 ? (x, 1) : (0.01 * x, 0.01),
        "linear" => (x, 1),
        "tanh" => (Math.Tanh(x), 1 / (Math.Cosh(x) * Math.Cosh(x))),
        "erf" => (Math.Sign(x) * Error(Math.Abs(x)), 2 / SqrtPi * Math.Exp(-x * x)),
        "gelu" => Gelu(x),
        "elu" => x > 0 ? (x, 1) : (MinusOne(x), Math.Exp(x)),
        "selu" => x > 0 ? (1.0507009873554805 * x, 1.0507009873554805) : (1.7580993408473766 * MinusOne(x), 1.7580993408473766 * Math.Exp(x)),
        "silu" => (x * Logistic(x), Logistic(x) * (1 + (x * Logistic(-x)))),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no exact value is known here: add one"),
    };

    // e^x - 1 of 0 or less: 2 e^(x/2) sinh(x/2), whose sinh .NET has from the C library.
    private static double MinusOne(double x) => 2 * Math.Exp(x / 2) * Math.Sinh(x / 2);

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));

    private static (double Value, double Derivative) Gelu(double x)
    {
        double tail = Complement(Math.Abs(x) / Math.Sqrt(2)) / 2, share = x < 0 ? tail : 1 - tail;
        return (x * share, share + (x * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI)));
    }

    /// <summary>erf x for x of 0 or more.</summary>
    public static double Error(double x) => x < 2 ? ErrorSeries(x) : 1 - Complement(x);

    /// <summary>erfc x for x of 0 or more.</summary>
    public static double Complement(double x) => x < 1e-8 ? 1 - (2 / SqrtPi * x) : x < 2 ? (double)(1 - ErrorDecimal(x)) : ComplementFraction(x);

    private static double ErrorSeries(double x) => x < 1e-8 ? 2 / SqrtPi * x : (double)ErrorDecimal(x);

    // 2/sqrt(pi) times the sum of (-1)^k x^(2k+1) / (k! (2k+1)) (Abramowitz and Stegun 7.1.5).
    private static decimal ErrorDecimal(double x)
    {
        // A cast would round to 15 digits: x is scaled to a whole number first, exactly.
        int shift = 52 - Math.ILogB(x);
        decimal exact = (long)Math.ScaleB(x, shift);
        for (int i = 0; i < shift; i++) exact /= 2;
        decimal square = exact * exact, power = exact, sum = 0;
        for (int k = 0; k < 80; k++)
        {
            sum += power / ((2 * k) + 1);
            power *= -square / (k + 1);
        }

        return sum * 1.1283791670955125738961589031m;
    }

    // e^(-x^2) / sqrt(pi) / (x + 1/2 / (x + 1 / (x + 3/2 / (x + ...)))) (Abramowitz and Stegun 7.1.14).
    private static double ComplementFraction(double x)
    {
        double tail = x;
        for (int k = 200; k >= 1; k--) tail = x + (k / 2.0 / tail);
        return Math.Exp(-x * x) / SqrtPi / tail;
    }
}
