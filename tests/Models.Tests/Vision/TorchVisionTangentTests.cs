using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Twins;
using MomentsDnns.Models.Vision;
using MomentsDnns.Propagation.Tracing;
using MomentsDnns.Statistics;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Models.Tests.Vision;

public sealed class TorchVisionTangentTests(ITestOutputHelper output)
{
    // A step so small that hardly any unit passes a kink, and so large that rounding is a millionth of the difference.
    private const double Step = 1e-9;

    [Theory]
    [InlineData("resnet18", 32, BatchStatistics.Running)]
    [InlineData("resnet18", 32, BatchStatistics.Differentiated)]
    [InlineData("mobilenet_v3_small", 32, BatchStatistics.Running)]
    public void Send_EverySite_IsTheCentralDifference(string architecture, int side, BatchStatistics statistics)
    {
        using DisposeScope scope = NewDisposeScope();
        using ITracedFunction function = TorchVisionModel.Find(architecture)!.Build([3, side, side], statistics, ScalarType.Float64, CPU);
        new ParameterDrawing(InitializationKind.He, 7).Draw(function.Parameters, 0);
        Tensor twin = Normal(6, side);
        (Tensor signal, Tensor noise) = (TwinBatch.Signal(twin), TwinBatch.Noise(twin));

        Collector tangents = new();
        new TangentNetwork(function).Send(0, twin, tangents, TestContext.Current.CancellationToken);
        Dictionary<int, Tensor> above = Values(signal + (noise * Step)), below = Values(signal - (noise * Step));

        Assert.Equal(function.Sites.Count, tangents.Noises.Count);
        double worst = 0;
        foreach ((int site, Tensor tangent) in tangents.Noises)
        {
            Tensor difference = SiteShape.Of((above[site] - below[site]) / (2 * Step), function.Sites[site].ChannelAxis);
            double error = (difference - tangent).norm().item<double>() / difference.norm().item<double>();
            worst = Math.Max(worst, error);
            Assert.True(error < 1e-4, $"{function.Sites[site].Name}: off by {error:G3}");
        }

        output.WriteLine($"{architecture}, {statistics}: {function.Sites.Count} sites, worst {worst:G2}");

        Dictionary<int, Tensor> Values(Tensor input)
        {
            Dictionary<int, Tensor> values = [];
            using (no_grad()) function.Evaluate(input, (site, value) => values[site] = value.clone().DetachFromDisposeScope());
            foreach (Tensor value in values.Values) scope.Attach(value);
            return values;
        }
    }

    private static Tensor Normal(int count, int side)
    {
        float[] drawn = new float[count * 3 * side * side];
        new Architectures.Random.RandomStream(3, 0, 0, Architectures.Random.RandomPurpose.Noise).FillNormal(drawn);
        return tensor(drawn, [count, 3, side, side]).to(ScalarType.Float64);
    }

    private sealed class Collector : ISiteObserver
    {
        public Dictionary<int, Tensor> Noises { get; } = [];

        public bool Watches(int depth) => true;

        public void See(Passage passage) => Noises[passage.Depth - 1] = TwinBatch.Noise(passage.Twin).clone().DetachFromDisposeScope();
    }
}
