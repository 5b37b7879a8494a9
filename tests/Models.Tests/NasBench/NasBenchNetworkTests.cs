using MomentsDnns.Models.NasBench;
using MomentsDnns.Propagation.Tracing;
using MomentsDnns.Propagation.ZeroCost;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Models.Tests.NasBench;

/// <summary>The networks against published counts, and against the cells' definition.</summary>
public sealed class NasBenchNetworkTests
{
    // The counts of the table are in millions.
    private const double Million = 1e6;

    // Of one operation in all 15 cells: channels times positions, 5 (16 * 32^2 + 32 * 16^2 + 64 * 8^2).
    private const long ValuesOfAnEdge = 143_360;

    // What the published count of operations adds for stem, reductions and head: the same for every network.
    private const long Constant = 160_832;

    [Fact]
    public void Parameters_AreThePublishedOnes_Exactly()
    {
        foreach ((string cell, Func<string, double> number) in PublishedNetworks.OfCifar10().DistinctBy(n => n.Number("params")).Take(12))
        {
            using NasBenchNetwork network = new(NasCell.Parse(cell)!);
            Assert.Equal((long)Math.Round(number("params") * Million), network.parameters().Sum(p => p.numel()));
        }
    }

    // The published count adds 2 for a value of a norm, 1 of a ReLU, 9 of a mean over 3 x 3.
    [Fact]
    public void MultiplyAdds_AreThePublishedFlops_ButForNormsActivationsAndPools()
    {
        using IDisposable noGradients = no_grad();
        foreach ((string text, Func<string, double> number) in PublishedNetworks.OfCifar10().DistinctBy(n => n.Number("params")).Take(3))
        {
            using DisposeScope scope = NewDisposeScope();
            NasCell cell = NasCell.Parse(text)!;
            using NasBenchNetwork network = new(cell);
            long counted = Products(network);
            int layers = cell.Operations.Count(o => o is NasOperation.Convolution1 or NasOperation.Convolution3);
            int pools = cell.Operations.Count(o => o == NasOperation.AveragePool);
            Assert.Equal((long)Math.Round(number("flops") * Million), counted + (ValuesOfAnEdge * ((3 * layers) + (9 * pools))) + Constant);
        }
    }

    // Node by node by torch's functions, weights taken from the module.
    [Theory]
    [InlineData("(2,3,4,0,2,3)")]
    [InlineData("(0,1,1,1,0,1)")]
    [InlineData("(1,1,0,4,4,1)")]
    [InlineData("(1,1,1,1,1,1)")]
    public void Cell_IsTheSumOverItsEdges(string text)
    {
        using DisposeScope scope = NewDisposeScope();
        NasCell cell = NasCell.Parse(text)!;
        using NasCellModule module = new(cell, 4);
        module.to(ScalarType.Float64);
        Tensor[] nodes = new Tensor[5];
        nodes[1] = randn([3, 4, 6, 6], ScalarType.Float64, generator: new Generator(5));
        for (int to = 2; to <= 4; to++)
        {
            nodes[to] = zeros_like(nodes[1]);
            for (int from = 1; from < to; from++) nodes[to] += Along(module, cell[from, to], (from, to), nodes[from]);
        }

        double difference = (module.call(nodes[1]) - nodes[4]).abs().max().item<double>();
        Assert.True(difference < 1e-12, $"{text}: {difference}");
    }

    [Fact]
    public void Network_GivesAScoreAClass_AndShowsTheSitesOfItsPath()
    {
        using DisposeScope scope = NewDisposeScope();
        NasCell cell = NasCell.Parse("(2,3,4,0,2,3)")!;
        using ITracedFunction function = NasBenchList.ModelOf(cell, 7).Build([3, 32, 32], BatchStatistics.Frozen, ScalarType.Float64, CPU);
        // stem, 15 cells, 2 reductions, features, mean, classes
        Assert.Equal(21, function.Sites.Count);
        Assert.Equal(21, function.MainPath.Count);
        Assert.Equal(("stem", "stage1.0", "classifier"), (function.Sites[0].Name, function.Sites[1].Name, function.Sites[^1].Name));
        long[]? shape = null;
        function.Evaluate(function.Sample(2), (site, value) => shape = site == 20 ? value.shape : shape);
        Assert.Equal([2L, 7L], shape!);
        // What is declared is what a search finds.
        using ModuleFunction searched = new(new NasBenchNetwork(cell, 7), [3, 32, 32], BatchStatistics.Frozen, watched: NasBenchNetwork.IsOnPath) { OwnsModule = true };
        Assert.Equal(function.MainPath.Order(), searched.MainPath.Order());
    }

    private static long Products(NasBenchNetwork network)
    {
        using IDisposable gradients = enable_grad();
        using Tensor images = zeros([2, 3, 32, 32]), labels = zeros([2], ScalarType.Int64);
        using ZeroCostSubject subject = new(network, images, labels);
        return subject.MultiplyAdds;
    }

    private static Tensor Along(NasCellModule module, NasOperation operation, (int From, int To) edge, Tensor value)
    {
        switch (operation)
        {
            case NasOperation.None:
                return zeros_like(value);
            case NasOperation.Skip:
                return value;
            case NasOperation.AveragePool:
                // Means over the positions that are there: sums over counts.
                Tensor kernel = ones([4, 1, 3, 3], ScalarType.Float64);
                return nn.functional.conv2d(value, kernel, padding: [1, 1], groups: 4)
                    / nn.functional.conv2d(ones_like(value), kernel, padding: [1, 1], groups: 4);
            default:
                Dictionary<string, Tensor> weights = module.named_parameters().ToDictionary(p => p.name, p => (Tensor)p.parameter);
                Tensor weight = weights[$"edge{NasCell.EdgeOf(edge.From, edge.To)}.conv.weight"];
                Tensor image = nn.functional.conv2d(nn.functional.relu(value), weight, padding: [weight.shape[2] / 2, weight.shape[3] / 2]);
                Tensor mean = image.mean([0, 2, 3], keepdim: true), variance = image.var([0, 2, 3], unbiased: false, keepdim: true);
                return (image - mean) / (variance + 1e-5).sqrt();
        }
    }
}
