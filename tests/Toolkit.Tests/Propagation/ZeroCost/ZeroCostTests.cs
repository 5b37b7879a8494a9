using MathNet.Numerics.LinearAlgebra;
using MomentsDnns.Propagation.ZeroCost;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MomentsDnns.Toolkit.Tests.Propagation.ZeroCost;

/// <summary>Zero-cost measures against central differences, sums over every number, and closed forms; in 64 bits.</summary>
public sealed class ZeroCostTests
{
    private const double Step = 1e-5;

    [Fact]
    public void GradNormAndSnip_AgreeWithDifferencesOfTheLoss_InEveryWeight()
    {
        using DisposeScope scope = NewDisposeScope();
        using SmallNetwork network = new(3);
        using Tensor images = SmallNetwork.Batch(4), labels = SmallNetwork.Labels();
        using ZeroCostSubject subject = new(network, images, labels);
        double gradNorm = new GradNorm().Take(subject)!.Value, snip = new Snip().Take(subject)!.Value;
        double norms = 0, products = 0;
        network.train();
        using IDisposable noGradients = no_grad();
        foreach ((string name, Parameter weight) in network.named_parameters().Where(p => p.name.EndsWith("weight", StringComparison.Ordinal) && !p.name.StartsWith("norm", StringComparison.Ordinal)))
        {
            double squares = 0;
            for (long i = 0; i < weight.numel(); i++)
            {
                double there = Moved(weight, i, Step, Loss), back = Moved(weight, i, -Step, Loss);
                double derivative = (there - back) / (2 * Step);
                squares += derivative * derivative;
                products += Math.Abs(derivative * weight.reshape(-1)[i].item<double>());
            }

            norms += Math.Sqrt(squares);
        }

        Assert.Equal(norms, gradNorm, 1e-6 * norms);
        Assert.Equal(products, snip, 1e-6 * products);

        double Loss() => nn.functional.cross_entropy(network.call(images), labels).item<double>();
    }

    // Derivatives by differences, correlations and eigenvalues by another library.
    [Fact]
    public void JacobCov_AgreesWithDifferencesOfTheOutputs()
    {
        using DisposeScope scope = NewDisposeScope();
        using SmallNetwork network = new(5);
        using Tensor images = SmallNetwork.Batch(6), labels = SmallNetwork.Labels();
        using ZeroCostSubject subject = new(network, images, labels);
        double taken = new JacobCov().Take(subject)!.Value;
        network.train();
        using IDisposable noGradients = no_grad();
        int values = SmallNetwork.Channels * SmallNetwork.Side * SmallNetwork.Side;
        Matrix<double> rows = Matrix<double>.Build.Dense(SmallNetwork.Images, values, (n, d) =>
        {
            long i = ((long)n * values) + d;
            return (Moved(images, i, Step, Sum) - Moved(images, i, -Step, Sum)) / (2 * Step);
        });
        Matrix<double> correlations = Matrix<double>.Build.Dense(SmallNetwork.Images, SmallNetwork.Images, (a, b) =>
            MathNet.Numerics.Statistics.Correlation.Pearson(rows.Row(a), rows.Row(b)));
        double expected = -correlations.Evd(Symmetricity.Symmetric).EigenValues.Sum(v => Math.Log(v.Real + 1e-5) + (1 / (v.Real + 1e-5)));
        Assert.Equal(expected, taken, 1e-5 * Math.Abs(expected));

        double Sum() => network.call(images).sum().item<double>();
    }

    [Fact]
    public void Naswot_CountsReluPatterns()
    {
        using DisposeScope scope = NewDisposeScope();
        using SmallNetwork network = new(7);
        using Tensor images = SmallNetwork.Batch(8), labels = SmallNetwork.Labels();
        double[,] alike = new double[SmallNetwork.Images, SmallNetwork.Images];
        using (no_grad())
        {
            network.train();
            foreach (ReLU relu in network.modules().OfType<ReLU>())
            {
                relu.register_forward_hook((_, _, output) =>
                {
                    double[][] rows = [.. Enumerable.Range(0, SmallNetwork.Images).Select(n => output[n].flatten().data<double>().ToArray())];
                    for (int a = 0; a < rows.Length; a++)
                        for (int b = 0; b < rows.Length; b++)
                            alike[a, b] += rows[a].Zip(rows[b]).Count(pair => pair.First > 0 == pair.Second > 0);
                    return output;
                });
            }

            network.call(images);
        }

        double expected = Math.Log(Math.Abs(Matrix<double>.Build.DenseOfArray(alike).Determinant()));
        using ZeroCostSubject subject = new(network, images, labels);
        Assert.Equal(expected, new Naswot().Take(subject)!.Value, 1e-9);
    }

    // 9 * 2 * 4 and 9 * 4 * 4 products at 16 positions, 4 * 4 at 16, 4 * 3; weights and 8 of the norm, 3 biases.
    [Fact]
    public void Counts_AreThoseOfTheLayers()
    {
        using SmallNetwork network = new(9);
        using Tensor images = SmallNetwork.Batch(1), labels = SmallNetwork.Labels();
        using ZeroCostSubject subject = new(network, images, labels);
        Assert.Equal(((72 + 144 + 16) * 16) + 12, new MultiplyAdds().Take(subject));
        Assert.Equal(72 + 144 + 16 + 8 + 12 + 3, new ParameterCount().Take(subject));
    }

    [Fact]
    public void Measures_LeaveTheNetworkAsItWas()
    {
        using SmallNetwork network = new(11);
        using Tensor images = SmallNetwork.Batch(1), labels = SmallNetwork.Labels();
        network.eval();
        double[] before = State(network);
        foreach (IZeroCostMeasure measure in ZeroCostCatalog.All)
        {
            using ZeroCostSubject subject = new(network, images, labels) { MainPath = ["norm", "last"] };
            Assert.True(double.IsFinite(measure.Take(subject)!.Value), measure.Name);
        }

        Assert.Equal(before, State(network));
        Assert.False(network.training);
    }

    [Fact]
    public void Measures_HoldNoTensor()
    {
        using SmallNetwork network = new(15);
        using Tensor images = SmallNetwork.Batch(1), labels = SmallNetwork.Labels();
        const int warm = 5, passes = 40;
        long before = 0;
        for (int pass = 0; pass < passes; pass++)
        {
            if (pass == warm) before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
            using ZeroCostSubject subject = new(network, images, labels) { MainPath = ["norm", "last"] };
            foreach (IZeroCostMeasure measure in ZeroCostCatalog.All) measure.Take(subject);
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        // The derivatives by the unused layer, of the loss and of synflow, are tensors without memory: never counted off.
        Assert.Equal(2 * (passes - warm), DisposeScopeManager.Statistics.ThreadTotalLiveCount - before);
    }

    private static double[] State(nn.Module network) =>
        [.. network.state_dict().Values.SelectMany(value => value.to(ScalarType.Float64).flatten().data<double>().ToArray())];

    private static double Moved(Tensor values, long index, double by, Func<double> take)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor one = values.view(-1)[index];
        double kept = one.item<double>();
        one.fill_(kept + by);
        double taken = take();
        one.fill_(kept);
        return taken;
    }
}
