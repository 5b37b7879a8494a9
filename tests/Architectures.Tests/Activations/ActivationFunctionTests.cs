using System.Numerics;
using MomentsDnns.Architectures.Activations;

namespace MomentsDnns.Architectures.Tests.Activations;

/// <summary>Every activation of the catalog as a scalar function: values, derivatives, limits, and the same bits everywhere.</summary>
public class ActivationFunctionTests
{
    public static TheoryData<string> Names => [.. ActivationCatalog.All.Where(a => a.Function.Assembly == typeof(Relu).Assembly).Select(a => a.Name)];

    // Near 0, through the middle, into the tails, both signs.
    private static IEnumerable<double> Arguments =>
        Enumerable.Range(0, 1201).Select(i => -15 + (i * 0.025)).Concat(Enumerable.Range(-80, 78).SelectMany(p => new[] { Math.ScaleB(1.37, p), Math.ScaleB(-1.37, p) }))
            .Where(x => x != 0);

    [Theory, MemberData(nameof(Names))]
    public void Evaluate_Double_IsExactToRounding(string name)
    {
        foreach (double x in Arguments)
        {
            (double value, double derivative) = ActivationCatalog.Find(name)!.Evaluate(x);
            (double exact, double slope) = Exact.Of(name, x);

            // Tails are e^(-x^2) times what is accurate: their argument's own rounding counts x^2 times.
            double tail = 1 + (x * x);
            AssertNear(exact, value, 8e-16 * tail, 0, x);
            AssertNear(slope, derivative, 8e-16 * tail, 2e-15, x);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Evaluate_Single_IsExactToRounding(string name)
    {
        foreach (double argument in Arguments)
        {
            float x = (float)argument;
            (float value, float derivative) = EvaluateSingle(name, x);
            (double exact, double slope) = Exact.Of(name, x);

            double tail = 1 + ((double)x * x);
            AssertNear(exact, value, 5e-7 * tail, 1e-37, x);
            AssertNear(slope, derivative, 5e-7 * tail, 8e-7, x);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Derivative_IsTheCentralDifference(string name)
    {
        ActivationKind kind = ActivationCatalog.Find(name)!;
        foreach (double x in Arguments.Where(x => Math.Abs(x) > 0.01))
        {
            const double Step = 1e-5;
            double difference = (kind.Evaluate(x + Step).Value - kind.Evaluate(x - Step).Value) / (2 * Step);
            AssertNear(difference, kind.Evaluate(x).Derivative, 1e-9, 2e-10 * (1 + Math.Abs(x)), x);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Evaluate_AtTheEnds_GivesLimits(string name)
    {
        ActivationKind kind = ActivationCatalog.Find(name)!;
        foreach (double far in new[] { 1e4, 1e30, double.PositiveInfinity })
        {
            Assert.False(double.IsNaN(kind.Evaluate(far).Derivative), $"{far}");
            Assert.False(double.IsNaN(kind.Evaluate(-far).Derivative), $"{-far}");
            Assert.Equal(name switch { "tanh" or "erf" => 1, "selu" => Selu.Lambda * far, _ => far }, kind.Evaluate(far).Value);
            double below = name switch { "tanh" or "erf" => -1, "linear" => -far, "leaky-relu" => -0.01 * far, "elu" => -1, "selu" => -(Selu.Lambda * Selu.Alpha), _ => 0 };
            Assert.Equal(below, kind.Evaluate(-far).Value);
        }

        Assert.Equal(0, kind.Evaluate(0).Value);
        Assert.Equal(0.0, kind.Evaluate(double.Epsilon).Value, 1e-300);
        Assert.True(double.IsNaN(kind.Evaluate(double.NaN).Value));
        Assert.True(float.IsNaN(EvaluateSingle(name, float.NaN).Value));
    }

    [Theory, MemberData(nameof(Names))]
    public void IsPositivelyHomogeneous_IsTrueOfThoseAlone(string name)
    {
        ActivationKind kind = ActivationCatalog.Find(name)!;
        bool holds = Arguments.Where(x => Math.Abs(x) > 0.1).All(x => Math.Abs(kind.Evaluate(4 * x).Value - (4 * kind.Evaluate(x).Value)) <= 1e-12 * Math.Abs(x));
        Assert.Equal(holds, kind.IsPositivelyHomogeneous);
    }

    // The numbers of a run must not depend on the machine: this runs at other vector widths too (VectorWidthTests).
    [Fact]
    public void Evaluate_AnyVectorWidth_GivesTheseBits()
    {
        ulong hash = 14695981039346656037;
        foreach (string name in Names.Select(row => row.Data))
        {
            foreach (double x in Arguments)
            {
                (double value, double derivative) = ActivationCatalog.Find(name)!.Evaluate(x);
                (float single, float slope) = EvaluateSingle(name, (float)x);
                Add(BitConverter.DoubleToUInt64Bits(value));
                Add(BitConverter.DoubleToUInt64Bits(derivative));
                Add(BitConverter.SingleToUInt32Bits(single));
                Add(BitConverter.SingleToUInt32Bits(slope));
            }
        }

        Assert.Equal("eef093a94f246440", hash.ToString("x16", System.Globalization.CultureInfo.InvariantCulture));

        void Add(ulong bits) => hash = unchecked((hash ^ bits) * 1099511628211);
    }

    private static (float Value, float Derivative) EvaluateSingle(string name, float x) => name switch
    {
        "relu" => Single<Relu>(x),
        "leaky-relu" => Single<LeakyRelu>(x),
        "tanh" => Single<Tanh>(x),
        "erf" => Single<Erf>(x),
        "gelu" => Single<Gelu>(x),
        "silu" => Single<Silu>(x),
        "elu" => Single<Elu>(x),
        "selu" => Single<Selu>(x),
        "linear" => Single<Linear>(x),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "add its struct"),
    };

    private static (float Value, float Derivative) Single<TFunction>(float x) where TFunction : struct, IActivationFunction<TFunction>
    {
        Vector<float> value = TFunction.Evaluate(new Vector<float>(x), out Vector<float> derivative);
        return (value[0], derivative[0]);
    }

    private static void AssertNear(double expected, double actual, double relative, double absolute, double x) => Assert.True(
        Math.Abs(actual - expected) <= (relative * Math.Abs(expected)) + absolute, FormattableString.Invariant($"at {x:R}: {actual:R}, exactly {expected:R}"));
}
