using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Twins;
using MomentsDnns.Models.Onnx;
using MomentsDnns.Propagation.Running;
using MomentsDnns.Propagation.Tracing;
using MomentsDnns.Results;
using MomentsDnns.Results.Exchange;
using MomentsDnns.Results.Facts;
using MomentsDnns.Results.Storage;
using MomentsDnns.Statistics;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Models.Tests.Onnx;

/// <summary>Networks of tokens, whose signal begins behind the embedding, and arrays of files.</summary>
public sealed class TokenProbeTests(ITestOutputHelper output)
{
    private const double Step = 1e-6;

    [Fact]
    public void Tokens_AreReadOffTheTable()
    {
        using TemporaryFolder folder = new();
        TokenInput tokens = Load(folder).Tokens!;
        Assert.Equal(("ids", (int?)SmallBert.Vocabulary), (tokens.Name, tokens.Vocabulary));
        Assert.Equal(["embedded", "rows"], tokens.Starts);
        // What a product makes of tokens is no token: nothing is known of them.
        TokenInput other = Load(folder, SmallBert.Graph("doubled")).Tokens!;
        Assert.Null(other.Vocabulary);
        Assert.Empty(other.Starts);
    }

    // At every site J dx of the embedding's value against (f(x + h dx) - f(x - h dx)) / 2h.
    [Theory]
    [InlineData("embedded")]
    [InlineData("rows")]
    [InlineData("q_flat")]
    public void Tangents_FromASite_AreCentralDifferences(string site)
    {
        using TemporaryFolder folder = new();
        AssertTangents(Load(folder), site, SmallBert.Length, Step, 1e-8);
    }

    // Six layers of a trained BERT; a bound for the rounding of sums of 384 numbers over a small step.
    [Fact]
    public void Tangents_OfARealLanguageModel_AreCentralDifferences() =>
        AssertTangents(OnnxProbeModel.Load(RealFiles.Path("all-MiniLM-L6-v2.onnx")), "Add_22", 6, 1e-5, 5e-6);

    private void AssertTangents(OnnxProbeModel model, string site, int length, double step, double bound)
    {
        using DisposeScope scope = NewDisposeScope();
        ITracedFunction whole = model.Build([length], BatchStatistics.Running, ScalarType.Float64, CPU);
        using CutFunction cut = new(whole, whole.Sites.Select(s => s.Name).ToList().IndexOf(site), 3);
        Tensor ids = tensor(Enumerable.Range(0, 3 * length).Select(i => i * 7L % 11).ToArray(), [3, length]);
        Seen tangents = new();
        new TangentNetwork(cut).Send(0, ids, tangents, TestContext.Current.CancellationToken);
        Tensor twin = cut.Enter(ids, 0);
        (Tensor x, Tensor dx) = (TwinBatch.Signal(twin), TwinBatch.Noise(twin));
        Dictionary<int, Tensor> above = Values(cut, x + (dx * step)), below = Values(cut, x - (dx * step));

        Assert.Equal(site, cut.Sites[0].Name);
        Assert.Equal(cut.Sites.Count, tangents.Noises.Count);
        double worst = 0;
        foreach ((int index, Tensor tangent) in tangents.Noises)
        {
            Tensor difference = SiteShape.Of((above[index] - below[index]) / (2 * step), cut.Sites[index].ChannelAxis);
            worst = Math.Max(worst, ((difference - tangent).norm() / difference.norm()).item<double>());
        }

        output.WriteLine($"{cut.Sites.Count} sites from {site}, the largest relative difference {worst:G2}");
        Assert.InRange(worst, 0, bound);
        Assert.Equal(1.0, dx.square().mean().item<double>(), 1e-12);
    }

    [Fact]
    public void Run_MeasuresFromTheSiteOn()
    {
        using TemporaryFolder folder = new();
        RunResults run = Small(Load(folder)).Run(TestContext.Current.CancellationToken);
        IReadOnlyList<SiteFacts> sites = run.Probed!.Sites;
        Assert.Equal("embedded", sites[0].Name);
        Assert.DoesNotContain(sites, s => s.Name is "rows" or "placed" or "far_away");
        Assert.Equal((SmallBert.Width, SmallBert.Length), (sites[0].Channels, sites[0].Positions));
        Assert.Equal(["embedded", "after_attention", "y"], sites.Where(s => s.IsOnMainPath).Select(s => s.Name));
        Assert.All(run.Simulations, i => Assert.Equal(1, run.Get(Statistic.Chi, TangentNetwork.Place).Linear(i, 0), 1e-12));
        Assert.Equal("tokens uniform below 11", run.Probed.DatasetFingerprint);
    }

    [Fact]
    public void Run_WithAnArray_IsAnotherProbe()
    {
        using TemporaryFolder folder = new();
        string mask = Write(folder, "mask.npy", [1, 1, 1, 1, 0], 1, 5), other = Write(folder, "other.npy", [1, 1, 1, 0, 0], 1, 5);
        Small(Load(folder, null, ("attention_mask", mask)), folder["run"]).Run(TestContext.Current.CancellationToken);
        using (RunDirectory run = RunDirectory.Open(folder["run"]))
        {
            Assert.Equal("attention_mask=mask.npy", Assert.Single(run.Probed!.Inputs).Text);
            Assert.Contains("--signal-at embedded --input attention_mask=mask.npy", string.Join(' ', RunCommandLine.Arguments(run.Probed, 2)), StringComparison.Ordinal);
        }

        InvalidDataException refusal = Assert.Throws<InvalidDataException>(() =>
            Small(Load(folder, null, ("attention_mask", other)), folder["run"]).Run(TestContext.Current.CancellationToken));
        Assert.Contains("attention_mask=mask.npy there, attention_mask=other.npy here", refusal.Message, StringComparison.Ordinal);
    }

    // A token that the mask hides moves no other one; with the mask of ones that stands for none given, it does.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Mask_HidesATokenOrIsOfOnes(bool isGiven)
    {
        using TemporaryFolder folder = new();
        using DisposeScope scope = NewDisposeScope();
        OnnxProbeModel model = isGiven ? Load(folder, null, ("attention_mask", Write(folder, "m.npy", [1, 1, 1, 1, 0], 1, 5))) : Load(folder);
        using ITracedFunction function = model.Build([SmallBert.Length], BatchStatistics.Running, ScalarType.Float64, CPU);
        Tensor one = tensor(new long[] { 1, 2, 3, 4, 5 }, [1, 5]), two = tensor(new long[] { 1, 2, 3, 4, 6 }, [1, 5]);
        double moved = (Last(one) - Last(two)).narrow(1, 0, 4).abs().max().item<double>();
        output.WriteLine($"moved by {moved:G3}");
        if (isGiven) Assert.InRange(moved, 0, 1e-12);
        else Assert.InRange(moved, 1e-3, 1e3);

        Tensor Last(Tensor ids) => Values(function, ids)[function.Sites.Count - 1];
    }

    [Fact]
    public void Tokens_OfAFile_AreSentAsTheyAre()
    {
        using TemporaryFolder folder = new();
        string ids = Write(folder, "ids.npy", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 4, 5);
        RunResults run = Small(Load(folder, null, ("ids", ids))).Run(TestContext.Current.CancellationToken);
        // The signal is of one batch; the noise is fresh.
        int last = run.Depths.Count - 1;
        Curve moments = run.Get(Statistic.Mu2Signal, TangentNetwork.Place), chi = run.Get(Statistic.Chi, TangentNetwork.Place);
        Assert.Equal(moments[0, last], moments[1, last]);
        Assert.NotEqual(chi[0, last], chi[1, last]);
        Assert.Contains("must be 4, the rows of ids.npy, given for ids", Fault(Small(Load(folder, null, ("ids", ids))) with { BatchSize = 3 }), StringComparison.Ordinal);
    }

    [Fact]
    public void Faults_NameWhatTheFileTakes()
    {
        using TemporaryFolder folder = new();
        string Of(string name, string file) => Assert.Throws<InvalidDataException>(() => Load(folder, null, (name, folder[file]))).Message;
        Write(folder, "long.npy", new long[12], 2, 6);
        Write(folder, "far.npy", [1, 2, 3, 4, 11], 1, 5);
        NpyOf(folder, "floats.npy", NpyArray.Of(new double[5], 1, 5));
        folder.Write("text.npy", "no array"u8.ToArray());
        Assert.Contains("has no input 'mask'; its inputs are ids, attention_mask", Of("mask", "long.npy"), StringComparison.Ordinal);
        Assert.Contains("long.npy: has the shape [2, 6], the input 'attention_mask' takes [1 or the batch, 5]", Of("attention_mask", "long.npy"), StringComparison.Ordinal);
        Assert.Contains("floats.npy: holds floating numbers, the input 'attention_mask' takes whole ones; save it as x.astype('<i8')", Of("attention_mask", "floats.npy"), StringComparison.Ordinal);
        Assert.Contains("far.npy: holds the token 11, tokens are from 0 to 10", Of("ids", "far.npy"), StringComparison.Ordinal);
        Assert.Contains("text.npy: it is no .npy array", Of("ids", "text.npy"), StringComparison.Ordinal);

        Probe probe = Small(Load(folder));
        Assert.Contains("SignalAt is needed: model.onnx takes whole numbers (ids), to which no infinitesimal noise can be added; name the site behind their embedding: embedded or rows",
            Fault(probe with { SignalAt = null }), StringComparison.Ordinal);
        Assert.Contains("SignalAt embed: is no site of model.onnx; take such as embedded", Fault(probe with { SignalAt = "embed" }), StringComparison.Ordinal);
        Assert.Contains("give them as an array", Fault(Small(Load(folder, SmallBert.Graph("doubled")))), StringComparison.Ordinal);
    }

    private static string Fault(Probe probe) => Assert.Throws<OptionException>(() => probe.Run(TestContext.Current.CancellationToken)).Message;

    private static Probe Small(OnnxProbeModel model, string? folder = null) => new(model, 2) { BatchSize = 4, SignalAt = "embedded", Seed = 2, Folder = folder };

    private static OnnxProbeModel Load(TemporaryFolder folder, TestGraph? graph = null, params (string Name, string File)[] inputs) =>
        OnnxProbeModel.Load(folder.Write("model.onnx", (graph ?? SmallBert.Graph()).Bytes()), [.. inputs.Select(i => KeyValuePair.Create(i.Name, i.File))]);

    private static string Write(TemporaryFolder folder, string name, long[] values, params int[] shape) => NpyOf(folder, name, NpyArray.Of(values, shape));

    private static string NpyOf(TemporaryFolder folder, string name, NpyArray array)
    {
        using MemoryStream stream = new();
        NpyFormat.Write(stream, array);
        return folder.Write(name, stream.ToArray());
    }

    private static Dictionary<int, Tensor> Values(ITracedFunction function, Tensor input)
    {
        Dictionary<int, Tensor> values = [];
        using (no_grad()) function.Evaluate(input, (site, value) => values[site] = value.clone().DetachFromDisposeScope());
        return values;
    }

    private sealed class Seen : ISiteObserver
    {
        public Dictionary<int, Tensor> Noises { get; } = [];

        public bool Watches(int depth) => true;

        public void See(Passage passage) => Noises[passage.Depth - 1] = TwinBatch.Noise(passage.Twin).clone().DetachFromDisposeScope();
    }
}
