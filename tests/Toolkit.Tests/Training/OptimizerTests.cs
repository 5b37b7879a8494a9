using MomentsDnns.Training.Optimizers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MomentsDnns.Toolkit.Tests.Training;

/// <summary>Steps against those reckoned by hand, in plain numbers.</summary>
public sealed class OptimizerTests
{
    private static readonly double[] Weights = [.. Enumerable.Range(0, 37).Select(i => Math.Sin(i) * 2)];

    private static double[] GradientOf(int step) => [.. Enumerable.Range(0, 37).Select(i => Math.Cos((3 * i) + step))];

    // By hand: w = 2, g = 1, 3 then -1 at mu = 0.5, eta = 0.1: b = 1, 3.5, 0.75; w = 1.9, 1.55, 1.475.
    [Fact]
    public void Sgd_OfOneWeight_IsTheStepByHand()
    {
        using DisposeScope scope = NewDisposeScope();
        Parameter weight = new(tensor(new double[] { 2 }));
        using SgdOptimizer optimizer = new([weight], 0.5, 0);
        double[] found = [.. new[] { 1.0, 3.0, -1.0 }.Select((gradient, step) =>
        {
            optimizer.Apply([tensor(new[] { gradient })], 0.1, step);
            return weight.data<double>()[0];
        })];
        Assert.Equal([1.9, 1.55, 1.475], found, (a, b) => Math.Abs(a - b) < 1e-15);
    }

    // By hand: at the first step m / 0.1 = g and v / 0.001 = g^2, so that w moves by eta sign(g), epsilon apart, whatever g is.
    [Fact]
    public void Adam_AtTheFirstStep_MovesByTheRate()
    {
        using DisposeScope scope = NewDisposeScope();
        Parameter weight = new(tensor(new[] { 1.0, 1.0, 1.0 }));
        using AdamOptimizer optimizer = new([weight], 0);
        optimizer.Apply([tensor(new[] { 1e-3, -5.0, 200.0 })], 0.25, 0);
        Assert.Equal([0.75 + (0.25 * 1e-5), 1.25, 0.75], weight.data<double>().ToArray(), (a, b) => Math.Abs(a - b) < 1e-8);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.01)]
    public void Sgd_OfManySteps_IsItsFormula(double decay)
    {
        double[] w = [.. Weights], b = new double[37];
        double[] found = Run(ScalarType.Float64, parameters => new SgdOptimizer(parameters, 0.9, decay), isMatrix: true);
        for (int step = 0; step < 5; step++)
        {
            double[] g = GradientOf(step);
            for (int i = 0; i < 37; i++)
            {
                b[i] = (0.9 * b[i]) + g[i] + (decay * w[i]);
                w[i] -= 0.1 * b[i];
            }
        }

        Assert.Equal(w, found, (x, y) => Math.Abs(x - y) < 1e-13);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.01)]
    public void Adam_OfManySteps_IsItsFormula(double decay)
    {
        double[] w = [.. Weights], m = new double[37], v = new double[37];
        double[] found = Run(ScalarType.Float64, parameters => new AdamOptimizer(parameters, decay), isMatrix: true);
        for (int step = 0; step < 5; step++)
        {
            double[] g = GradientOf(step);
            for (int i = 0; i < 37; i++)
            {
                double gradient = g[i] + (decay * w[i]);
                m[i] = (0.9 * m[i]) + (0.1 * gradient);
                v[i] = (0.999 * v[i]) + (0.001 * gradient * gradient);
                w[i] -= 0.1 * (m[i] / (1 - Math.Pow(0.9, step + 1))) / (Math.Sqrt(v[i] / (1 - Math.Pow(0.999, step + 1))) + 1e-8);
            }
        }

        Assert.Equal(w, found, (x, y) => Math.Abs(x - y) < 1e-12);
    }

    // Another program to the same numbers: torch's own.
    [Theory]
    [InlineData(ScalarType.Float32, 2e-6)]
    [InlineData(ScalarType.Float64, 1e-13)]
    public void Steps_AreTorchsOwn(ScalarType type, double bound)
    {
        Compare(p => new SgdOptimizer(p, 0.9, 0.01), p => optim.SGD(p, 0.1, momentum: 0.9, weight_decay: 0.01));
        Compare(p => new AdamOptimizer(p, 0.01), p => optim.Adam(p, 0.1, weight_decay: 0.01));

        void Compare(Func<Parameter[], IOptimizer> ours, Func<Parameter[], optim.Optimizer> theirs)
        {
            using DisposeScope scope = NewDisposeScope();
            Parameter weight = new(tensor(Weights).to(type).reshape(1, -1).clone());
            using optim.Optimizer optimizer = theirs([weight]);
            for (int step = 0; step < 5; step++)
            {
                weight.grad = tensor(GradientOf(step)).to(type).reshape(1, -1);
                optimizer.step();
            }

            double[] expected = weight.to(ScalarType.Float64).data<double>().ToArray();
            Assert.Equal(expected, Run(type, ours, isMatrix: true), (x, y) => Math.Abs(x - y) < bound);
        }
    }

    [Fact]
    public void WeightDecay_LeavesVectorsAlone() => Assert.Equal(Run(ScalarType.Float64, p => new SgdOptimizer(p, 0.9, 0), isMatrix: false),
        Run(ScalarType.Float64, p => new SgdOptimizer(p, 0.9, 0.3), isMatrix: false));

    private static double[] Run(ScalarType type, Func<Parameter[], IOptimizer> make, bool isMatrix)
    {
        using DisposeScope scope = NewDisposeScope();
        long[] shape = isMatrix ? [1, 37] : [37];
        Parameter weight = new(tensor(Weights).to(type).reshape(shape).clone());
        using IOptimizer optimizer = make([weight]);
        for (int step = 0; step < 5; step++) optimizer.Apply([tensor(GradientOf(step)).to(type).reshape(shape)], 0.1, step);
        return weight.to(ScalarType.Float64).data<double>().ToArray();
    }
}
