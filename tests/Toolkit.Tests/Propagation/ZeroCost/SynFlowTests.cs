using MomentsDnns.Propagation.ZeroCost;
using MomentsDnns.Training.Networks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MomentsDnns.Toolkit.Tests.Propagation.ZeroCost;

/// <summary>Synflow in closed form: of a chain, R is of degree 1 in each layer's weights, so that each layer's sum of w dR/dw is R.</summary>
public sealed class SynFlowTests
{
    private const int Width = 4;

    [Theory]
    [InlineData(3, 1f)]
    [InlineData(160, 3e7f)] // R about 10^1200
    [InlineData(160, 1e-8f)] // and 10^-1200
    public void OfAChain_IsLayersTimesTheOutput_AtAnyDepth(int layers, float deviation)
    {
        using DisposeScope scope = NewDisposeScope();
        using Sequential chain = Chain(layers, deviation, out List<double[,]> weights);
        // |W_L| .. |W_1| 1, its size kept apart.
        double[] values = [.. Enumerable.Repeat(1.0, Width)];
        double log = 0;
        foreach (double[,] weight in weights)
        {
            values = [.. Enumerable.Range(0, Width).Select(o => Enumerable.Range(0, Width).Sum(i => Math.Abs(weight[o, i]) * values[i]))];
            double largest = values.Max();
            log += Math.Log10(largest);
            for (int i = 0; i < Width; i++) values[i] /= largest;
        }

        double expected = log + Math.Log10(values.Sum()) + Math.Log10(layers);
        using ZeroCostSubject subject = Subject(chain, [.. Enumerable.Range(0, layers).Select(l => $"relu{l}")]);
        Assert.Equal(expected, new SynFlow().Take(subject)!.Value, 1e-9 * Math.Max(1, Math.Abs(expected)));
    }

    // Batch norms off, biases 0, differences in every |weight|; a skip is no chain.
    [Fact]
    public void OfANetworkWithASkip_AgreesWithDifferences_AndRescalingChangesNoBit()
    {
        using DisposeScope scope = NewDisposeScope();
        using SmallNetwork network = new(13);
        using ZeroCostSubject plain = new(network, SmallNetwork.Batch(1), SmallNetwork.Labels());
        using ZeroCostSubject rescaled = new(network, SmallNetwork.Batch(1), SmallNetwork.Labels()) { MainPath = ["norm", "relu", "last"] };
        double taken = new SynFlow().Take(plain)!.Value;
        Dictionary<string, Tensor> weights = network.named_parameters().Where(p => p.name is "first.weight" or "second.weight" or "head.weight").ToDictionary(p => p.name, p => p.parameter.detach().abs());
        double sum = 0;
        foreach (Tensor weight in weights.Values)
        {
            Tensor flat = weight.view(-1);
            for (long i = 0; i < flat.numel(); i++)
            {
                double kept = flat[i].item<double>();
                flat[i].fill_(2 * kept); // R is linear in each weight
                double twice = Output();
                flat[i].fill_(kept);
                sum += twice - Output();
            }
        }

        Assert.Equal(Math.Log10(sum), taken, 1e-10);
        Assert.Equal(taken, new SynFlow().Take(rescaled)!.Value, 1e-14 * Math.Abs(taken));

        double Output()
        {
            Tensor x = nn.functional.conv2d(ones([1, SmallNetwork.Channels, SmallNetwork.Side, SmallNetwork.Side], ScalarType.Float64), weights["first.weight"], padding: [1, 1]);
            Tensor y = nn.functional.conv2d(x, weights["second.weight"], padding: [1, 1]) + x;
            return nn.functional.linear(y.mean([2, 3]), weights["head.weight"]).sum().item<double>();
        }
    }

    // Norms are off: with them and without, the sum over the weights is the same.
    [Fact]
    public void OfAChainWithNorms_IsThatOfTheChain()
    {
        using DisposeScope scope = NewDisposeScope();
        using Sequential chain = Chain(3, 0.7f, out _);
        (string, nn.Module<Tensor, Tensor>)[] parts = [.. chain.named_children().Select(c => (c.name, (nn.Module<Tensor, Tensor>)c.module))];
        nn.Module<Tensor, Tensor> layer = nn.LayerNorm(Width), group = new FeatureGroupNorm(2, Width, 1e-3, isAffine: true, ScalarType.Float64);
        using Sequential normed = nn.Sequential([parts[0], ("layer", layer), .. parts[1..3], ("group", group), .. parts[3..]]);
        normed.to(ScalarType.Float64);
        using ZeroCostSubject plain = Subject(chain, []), withNorms = Subject(normed, []);
        Assert.Equal(new SynFlow().Take(plain)!.Value, new SynFlow().Take(withNorms)!.Value, 1e-12);
    }

    [Fact]
    public void OfANetworkThatIsNotHomogeneous_IsNone()
    {
        using DisposeScope scope = NewDisposeScope();
        using Sequential bent = nn.Sequential(("map", nn.Linear(Width, Width)), ("tanh", nn.Tanh()), ("head", nn.Linear(Width, 2)));
        bent.to(ScalarType.Float64);
        using ZeroCostSubject subject = Subject(bent, []);
        Assert.Null(new SynFlow().Take(subject));
    }

    private static ZeroCostSubject Subject(Sequential network, IReadOnlyList<string> path) =>
        new(network, ones([2, Width], ScalarType.Float64), zeros([2], ScalarType.Int64)) { MainPath = path };

    private static Sequential Chain(int layers, float deviation, out List<double[,]> weights)
    {
        List<(string, nn.Module<Tensor, Tensor>)> parts = [];
        weights = [];
        using IDisposable noGradients = no_grad();
        for (int l = 0; l < layers; l++)
        {
            Linear map = nn.Linear(Width, Width);
            map.to(ScalarType.Float64);
            map.weight!.copy_(SmallNetwork.Normal([Width, Width], 17, l, deviation));
            double[,] numbers = new double[Width, Width];
            for (int i = 0; i < Width * Width; i++) numbers[i / Width, i % Width] = map.weight.view(-1)[i].item<double>();
            weights.Add(numbers);
            parts.Add(($"map{l}", map));
            parts.Add(($"relu{l}", nn.ReLU()));
        }

        return nn.Sequential(parts);
    }
}
