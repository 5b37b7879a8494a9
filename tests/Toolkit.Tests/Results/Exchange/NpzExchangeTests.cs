using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using MomentsDnns.Results.Exchange;

namespace MomentsDnns.Toolkit.Tests.Results.Exchange;

public sealed class NpzExchangeTests : IDisposable
{
    private static readonly double[,] Ones = { { 1, 1, 1 } };

    private readonly TemporaryFolder _folder = new();

    private string Npz => _folder["x.npz"];

    public void Dispose() => _folder.Dispose();

    // The table of places in the reference's description of its files.
    [Theory]
    [InlineData("feedforward", "none", "chi_loc1 chi_loc2 chi_loc3 depth")]
    [InlineData("feedforward", "batch", "chi_loc1 chi_loc2 chi_loc3 chi_loc4 depth")]
    [InlineData("residual", "batch", "chi_loc1 chi_loc4 chi_loc2 chi_loc3 chi_loc5 depth res_depth")]
    [InlineData("residual", "none", "chi_loc1 chi_loc4 chi_loc3 chi_loc5 depth res_depth")]
    public void Write_EveryPlaceOfANet_TakesTheReferencesNumbers(string topologyName, string norm, string names)
    {
        Topology topology = TopologyCatalog.Find(topologyName)!;
        bool isResidual = topology == Topology.Residual;
        // Not all that are known: other tests make some known.
        Location[] six = [Location.Input, Location.Convolution, Location.Norm, Location.Activation, Location.Branch, Location.Sum];
        IEnumerable<Location> places = six
            .Where(l => (NormCatalog.Find(norm)! != NormKind.None || l != Location.Norm) && (isResidual || (l != Location.Branch && l != Location.Sum)));
        RunResults run = SampleRuns.Run(Configuration(topology, NormCatalog.Find(norm)!), [.. places.Select(l => (Statistic.Chi, l, Ones))]);

        NpzExport.Write(run, Npz);

        Assert.Equal(names.Split(' '), NpzFile.Read(Npz).Keys);
        RunResults read = NpzImport.Read(Npz);
        Assert.Equal((topology, NormCatalog.Find(norm)!), (read.Imported!.Topology, read.Imported.Norm));
        Assert.Equal(places.Where(l => l != Location.Branch), read.Curves.Select(c => c.Location));
    }

    [Fact]
    public void Write_Values_AreLinearWithTheNoiseInLogarithmsToo()
    {
        double[,] noise = { { Math.Log(2), 5000, double.NaN }, { 0, double.NegativeInfinity, 1 } };
        double[,] rank = { { 1.5, 2.5, 3.5 }, { 4, 5, 6 } }, absent = { { double.NaN, double.NaN, double.NaN }, { double.NaN, double.NaN, double.NaN } };
        RunResults run = SampleRuns.Run(Configuration(Topology.Feedforward, NormKind.None), (Statistic.Mu2Noise, Location.Input, noise),
            (Statistic.EffectiveRankSignal, Location.Activation, rank), (Statistic.EffectiveRankNoise, Location.Activation, absent));

        NpzExport.Write(run, Npz);

        IReadOnlyDictionary<string, NpyArray> arrays = NpzFile.Read(Npz);
        Assert.Equal(["mu2_noise_loc1", "log_mu2_noise_loc1", "reff_signal_loc3", "depth"], arrays.Keys);
        Assert.Equal([2, 3], arrays["mu2_noise_loc1"].Shape);
        Assert.Equal([2, double.PositiveInfinity, double.NaN, 1, 0, Math.E], Values(arrays["mu2_noise_loc1"]));
        Assert.Equal([Math.Log(2), 5000, double.NaN, 0, double.NegativeInfinity, 1], Values(arrays["log_mu2_noise_loc1"]));
        Assert.Equal([1.5, 2.5, 3.5, 4, 5, 6], Values(arrays["reff_signal_loc3"]));
        Assert.Equal([2, 4, 6], Values(arrays["depth"]));
        // Read back, the logarithm wins over the overflowed value.
        Assert.Equal(5000, NpzImport.Read(Npz).Get(Statistic.Mu2Noise, Location.Input)[0, 1]);
    }

    [Fact]
    public void Read_MarksOfAbsence_AreAbsent()
    {
        NpzFile.Write(Npz, [
            new("reff_signal_loc3", NpyArray.Of([-1.0, 2.0, double.NaN], 1, 3)),
            new("reff_noise_loc3", NpyArray.Of([-1.0, -1.0, -1.0], 1, 3)),
            new("chi_loc3", NpyArray.Of([1.0, double.PositiveInfinity, 0.0], 1, 3)),
            new("depth", NpyArray.Of([2L, 4L, 6L], 3))]);

        RunResults run = NpzImport.Read(Npz);

        Assert.Equal([(Statistic.EffectiveRankSignal, Location.Activation), (Statistic.Chi, Location.Activation)], run.Curves.Select(c => (c.Statistic, c.Location)));
        Assert.Equal([double.NaN, 2, double.NaN], Row(run.Get(Statistic.EffectiveRankSignal, Location.Activation)));
        Assert.Equal([0, double.NaN, double.NegativeInfinity], Row(run.Get(Statistic.Chi, Location.Activation)));
    }

    [Fact]
    public void Read_ExtendedPastADoublesRange_KeepsItsLogarithm()
    {
        NpyArray extended = new(NpyType.Extended80, [1, 1], Extended80Tests.Bytes(1UL << 63, 16383 + 9000), 16);
        NpzFile.Write(Npz, [new("mu2_noise_loc3", extended), new("depth", NpyArray.Of([9L], 1))]);

        Assert.Equal(9000 * Math.Log(2), NpzImport.Read(Npz).Get(Statistic.Mu2Noise, Location.Activation)[0, 0], 1e-11);
    }

    // NumPy's bytes of np.array(["ab", "\u00e9", "\U0001F600c"]): '<U2', code points of 4 bytes, zeros behind.
    [Fact]
    public void Write_Texts_IsAsNumPy()
    {
        NpyArray texts = NpyArray.Of(["ab", "\u00e9", "\U0001F600c"]);
        NpzFile.Write(Npz, [new("site", texts)]);
        NpyArray read = NpzFile.Read(Npz)["site"];

        Assert.Equal(["ab", "\u00e9", "\U0001F600c"], Enumerable.Range(0, 3).Select(read.Text));
        Assert.Equal((NpyType.Text, 3, 8), (read.Type, read.Count, read.ElementSize));
        Assert.Equal("6100000062000000e90000000000000000f6010063000000", Convert.ToHexStringLower(read.Data));
        Assert.Contains("'descr': '<U2'", System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(Npz)), StringComparison.Ordinal);
        NpzFile.Write(Npz, [new("chi_loc3", texts), new("depth", NpyArray.Of([6L], 1))]);
        Assert.Contains("its array chi_loc3 holds texts, not numbers", Assert.Throws<InvalidDataException>(() => NpzImport.Read(Npz)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ConfigurationGiven_DecidesThePlaces()
    {
        NpzFile.Write(Npz, [new("chi_loc3", NpyArray.Of([1.0], 1, 1)), new("depth", NpyArray.Of([6L], 1))]);

        RunResults inferred = NpzImport.Read(Npz), declared = NpzImport.Read(Npz, Configuration(Topology.Feedforward, NormKind.Batch));

        Assert.NotNull(inferred.Find(Statistic.Chi, Location.Activation));
        Assert.False(inferred.Imported!.ConfigurationIsDeclared);
        Assert.NotNull(declared.Find(Statistic.Chi, Location.Norm));
        Assert.True(declared.Imported!.ConfigurationIsDeclared);
        Assert.Equal(8, declared.Configuration.Network.Width);
        // SHA-256 of the file, hashed by the runtime's own one-shot function
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Npz))), inferred.Imported.Sha256);
    }

    [Fact]
    public void ReadAs_FileDeeperThanTheNetwork_TakesItsPlacesAlone()
    {
        NpzFile.Write(Npz, [new("chi_loc3", NpyArray.Of([1.0, 2.0], 1, 2)), new("depth", NpyArray.Of([6L, 800L], 2))]);
        NetworkOptions network = Configuration(Topology.Feedforward, NormKind.Batch).Network;

        RunResults read = NpzImport.ReadAs(Npz, network);

        Assert.Equal(6, network.Depth);
        Assert.Equal([6, 800], read.Depths);
        Assert.Equal([0, Math.Log(2)], Row(read.Get(Statistic.Chi, Location.Norm)));
        Assert.Equal((NormKind.Batch, false), (read.Imported!.Norm, read.Imported.ConfigurationIsDeclared));
    }

    [Fact]
    public void Read_FilesThatDoNotFit_SayWhy()
    {
        KeyValuePair<string, NpyArray> depth = new("depth", NpyArray.Of([4L, 8L], 2)), chi = new("chi_loc3", NpyArray.Of([1.0, 1.0], 1, 2));
        KeyValuePair<string, NpyArray> residual = new("res_depth", NpyArray.Of([3L]));

        AssertRefused("it has no array depth", null, chi);
        AssertRefused("it has no array of a statistic", null, depth);
        AssertRefused("its array depth must be positive and ascending", null, chi, new("depth", NpyArray.Of([8L, 4L], 2)));
        AssertRefused("its array depth must hold integers", null, chi, new("depth", NpyArray.Of([4.0, 8.0], 2)));
        AssertRefused("its array weights names no statistic and location; take it out of the file", null, depth, chi, new("weights", NpyArray.Of([1L])));
        AssertRefused("its array log_reff_signal_loc1 names no statistic", null, depth, new("log_reff_signal_loc1", chi.Value));
        AssertRefused("its array chi_loc2 is [2], [1, 2] is needed", null, depth, chi, new("chi_loc2", NpyArray.Of([1.0, 2.0], 2)));
        AssertRefused("its array chi_loc6 does not fit: the places of this architecture end at loc3; correct its name, or take it out of the file", null, depth, new("chi_loc6", chi.Value));
        AssertRefused("it has loc5, as residual nets do, but no res_depth", null, depth, new("chi_loc5", chi.Value));
        AssertRefused("its array chi_loc3 holds -1, which no chi can be", null, depth, new("chi_loc3", NpyArray.Of([1.0, -1.0], 1, 2)));
        AssertRefused("its array reff_noise_loc3 holds -2, which no reff_noise can be", null, depth, new("reff_noise_loc3", NpyArray.Of([1.0, -2.0], 1, 2)));
        ExperimentConfiguration feedforward = Configuration(Topology.Feedforward, NormKind.None);
        AssertRefused("its res_depth is 3, and the network given with it has 2 layers in a residual unit; give one of 3", Configuration(Topology.Residual, NormKind.None), depth, chi, residual);
        AssertRefused("its array chi_loc4 does not fit: the places of this architecture end at loc3; give the architecture that the file is of", feedforward,
            new("depth", NpyArray.Of([2L, 4L], 2)), new("chi_loc4", chi.Value));
        AssertRefused("it records depth 8, and the configuration given with it ends at 6; give one of depth 8 or more", feedforward, depth, chi);

        void AssertRefused(string reason, ExperimentConfiguration? expected, params KeyValuePair<string, NpyArray>[] arrays)
        {
            NpzFile.Write(Npz, arrays);
            Assert.StartsWith($"{Npz}: {reason}", Assert.Throws<InvalidDataException>(() => NpzImport.Read(Npz, expected)).Message);
        }
    }

    private static ExperimentConfiguration Configuration(Topology topology, NormKind norm) => SampleRuns.Configuration with
    {
        Network = SampleRuns.Configuration.Network with { Topology = topology, Norm = norm },
    };

    private static double[] Values(NpyArray array) => [.. Enumerable.Range(0, array.Count).Select(array.Double)];

    private static double[] Row(Curve curve) => [.. Enumerable.Range(0, curve.Depths).Select(d => curve[0, d])];
}
