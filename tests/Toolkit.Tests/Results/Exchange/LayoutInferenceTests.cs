using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using MomentsDnns.Results.Exchange;

namespace MomentsDnns.Toolkit.Tests.Results.Exchange;

/// <summary>
/// Of which architecture a file is. Raw results of the reference's code hold eight statistics at every place, and <c>res_depth</c> whatever
/// the architecture (its run_experiment.py); ranks are -1 but behind the activation.
/// </summary>
public sealed class LayoutInferenceTests : IDisposable
{
    private static readonly string[] s_raw = ["nu1_abs_signal", "nu2_signal", "mu2_signal", "mu4_signal", "mu2_noise", "reff_signal", "reff_noise", "chi"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(3, 3, "feedforward", "none")]
    [InlineData(4, 4, "feedforward", "batch")]
    [InlineData(5, 3, "residual", "batch")]
    public void Read_RawResults_AreOfTheArchitectureOfTheirPlaces(int places, int ranked, string topologyName, string norm)
    {
        Topology topology = TopologyCatalog.Find(topologyName)!;
        RunResults run = NpzImport.Read(Raw(places, ranked));

        Assert.Equal((topology, NormCatalog.Find(norm)!), (run.Imported!.Topology, run.Imported!.Norm));
        Assert.Equal(topology == Topology.Residual ? 2 : null, run.Imported!.ResidualDepth);
        Assert.Equal([Location.Activation], run.Curves.Where(c => c.Statistic == Statistic.EffectiveRankSignal).Select(c => c.Location));
    }

    [Theory]
    [InlineData("vanilla_fc.npz", ReferenceLayout.Vanilla)]
    [InlineData("vanilla_histo_fc.npz", ReferenceLayout.Vanilla)]
    [InlineData("bn_ff_fc_64.npz", ReferenceLayout.NormFeedforward)]
    [InlineData("bn_res_fc.npz", ReferenceLayout.Residual)]
    [InlineData("moments_bn_res_raw.npz", ReferenceLayout.Residual)]
    public void Of_PublishedFiles_IsTheirArchitecture(string file, ReferenceLayout layout) =>
        Assert.Equal(layout, LayoutInference.Of(NpzFile.Read(ReferenceFiles.Find(file))));

    [Fact]
    public void Read_SelectionThatDoesNotTell_AsksForTheArchitecture()
    {
        string path = Selection("chi_loc1", "chi_loc3");

        string message = Assert.Throws<InvalidDataException>(() => NpzImport.Read(path)).Message;

        Assert.StartsWith($"{path}: its arrays do not tell its architecture: it has res_depth", message, StringComparison.Ordinal);
        Assert.EndsWith("name it: import --architecture vanilla, bn-ff or bn-res", message, StringComparison.Ordinal);
        Assert.NotNull(NpzImport.ReadAs(path, ReferenceLayout.Vanilla).Find(Statistic.Chi, Location.Activation));
        Assert.NotNull(NpzImport.ReadAs(path, ReferenceLayout.NormFeedforward).Find(Statistic.Chi, Location.Norm));
        ImportedSource residual = NpzImport.ReadAs(path, ReferenceLayout.Residual).Imported!;
        Assert.Equal((Topology.Residual, NormKind.None, 2), (residual.Topology, residual.Norm, residual.ResidualDepth));
    }

    // The rank is taken behind the activation, loc4 of batch-norm feedforward nets alone.
    [Fact]
    public void Read_SelectionWithRanksAtLoc4_IsFeedforwardWithNorm() =>
        Assert.Equal((Topology.Feedforward, NormKind.Batch), Architecture(NpzImport.Read(Selection("chi_loc4", "reff_signal_loc4"))));

    [Fact]
    public void Read_RanksAtAnotherPlaceThanTheActivation_IsAContradiction() => Assert.Contains("its places contradict one another",
        Assert.Throws<InvalidDataException>(() => NpzImport.Read(Raw(4, 3))).Message, StringComparison.Ordinal);

    [Fact]
    public void ReadAs_RawResultsWithFewerPlaces_AreRefused()
    {
        NetworkOptions residual = new() { Topology = Topology.Residual, Norm = NormKind.Batch };
        Assert.Contains("it holds every statistic at loc1 to loc4, and the places of the architecture given with it end at loc5",
            Assert.Throws<InvalidDataException>(() => NpzImport.ReadAs(Raw(4, 4), residual)).Message, StringComparison.Ordinal);
    }

    private static (Topology, NormKind) Architecture(RunResults run) => (run.Imported!.Topology, run.Imported!.Norm);

    private string Raw(int places, int ranked)
    {
        List<KeyValuePair<string, NpyArray>> arrays = [];
        for (int place = 1; place <= places; place++)
        {
            foreach (string statistic in s_raw)
                arrays.Add(new($"{statistic}_loc{place}", Value(statistic.StartsWith("reff", StringComparison.Ordinal) && place != ranked ? -1 : 2)));
        }

        return Write(arrays);
    }

    private string Selection(params string[] names) => Write([.. names.Select(name => new KeyValuePair<string, NpyArray>(name, Value(2)))]);

    private string Write(List<KeyValuePair<string, NpyArray>> arrays)
    {
        string path = _folder["x.npz"];
        NpzFile.Write(path, [.. arrays, new("depth", NpyArray.Of([1L], 1)), new("res_depth", NpyArray.Of([2L]))]);
        return path;
    }

    private static NpyArray Value(double value) => NpyArray.Of([value], 1, 1);
}
