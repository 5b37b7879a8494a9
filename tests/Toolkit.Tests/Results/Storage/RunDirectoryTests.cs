using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Toolkit.Tests.Results.Storage;

public sealed class RunDirectoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Run => _folder["run"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_AfterWrites_GivesEveryValueToTheBit()
    {
        SimulationResult[] simulations = [.. new[] { 3, 0, 7 }.Select(i => SampleRuns.Simulation(i))];
        using RunDirectory run = Create();
        foreach (SimulationResult simulation in simulations) run.Write(simulation);

        RunResults loaded = RunDirectory.Open(Run).Load();

        Assert.Equal([0, 3, 7], loaded.Simulations);
        Assert.Equal(SampleRuns.Configuration, loaded.Configuration);
        SampleRuns.AssertEqual(RunResults.FromSimulations(SampleRuns.Configuration, simulations), loaded);
    }

    [Fact]
    public void Load_AbsentValues_StayAbsent()
    {
        LayerRecord signal = new(2, Location.Input, new Dictionary<Statistic, double> { [Statistic.Mu2Signal] = double.NegativeInfinity });
        LayerRecord both = new(4, Location.Input, new Dictionary<Statistic, double> { [Statistic.Mu2Signal] = 0.1, [Statistic.Chi] = 2 });
        using RunDirectory run = Create();
        run.Write(new(0, [signal, both]));

        RunResults loaded = run.Load();

        Assert.Equal([(Statistic.Mu2Signal, Location.Input), (Statistic.Chi, Location.Input)], loaded.Curves.Select(c => (c.Statistic, c.Location)));
        Curve chi = loaded.Get(Statistic.Chi, Location.Input), mu2 = loaded.Get(Statistic.Mu2Signal, Location.Input);
        Assert.Equal([double.NaN, 2, double.NaN], [chi[0, 0], chi[0, 1], chi[0, 2]]);
        Assert.Equal([double.NegativeInfinity, 0.1, double.NaN], [mu2[0, 0], mu2[0, 1], mu2[0, 2]]);
    }

    [Fact]
    public void Write_SameSimulation_GivesSameBytes()
    {
        using RunDirectory run = Create();
        run.Write(SampleRuns.Simulation(5));
        using RunDirectory other = RunDirectory.OpenOrCreate(_folder["other"], SampleRuns.Configuration, SampleRuns.Versions);
        other.Write(SampleRuns.Simulation(4));
        other.Write(SampleRuns.Simulation(5));

        Assert.Equal(File.ReadAllBytes(Part(5)), File.ReadAllBytes(Path.Combine(other.Path, "part-000005.parquet")));
        Assert.NotEqual(File.ReadAllBytes(Part(5)), File.ReadAllBytes(Path.Combine(other.Path, "part-000004.parquet")));
    }

    [Fact]
    public void Write_FromManyThreads_KeepsEverySimulation()
    {
        using RunDirectory run = Create();

        Parallel.For(0, 20, i => run.Write(SampleRuns.Simulation(i)));

        Assert.Equal(Enumerable.Range(0, 20), run.CompletedSimulations);
        Assert.Equal(Enumerable.Range(0, 20), run.Load().Simulations);
    }

    [Fact]
    public void OpenOrCreate_AfterAKillWhileWriting_GoesOnWithTheFinishedOnes()
    {
        using (RunDirectory killed = Create()) killed.Write(SampleRuns.Simulation(0));
        // What a kill between two writes of the second part leaves: some of its bytes under the temporary name.
        byte[] whole = File.ReadAllBytes(Part(0));
        string half = OfADeadProcess(Part(1)), another = Part(2) + ".tmp";
        File.WriteAllBytes(half, whole[..(whole.Length / 3)]);
        File.WriteAllText(another, "mine"); // no name that this program gives

        Assert.Equal([0], RunDirectory.Open(Run).Load().Simulations);
        Assert.True(File.Exists(half), "a reader removes nothing");
        using RunDirectory resumed = Create();

        Assert.Equal([0], resumed.CompletedSimulations);
        Assert.False(File.Exists(half));
        Assert.True(File.Exists(another));
        resumed.Write(SampleRuns.Simulation(1));
        Assert.Equal([0, 1], RunDirectory.Open(Run).CompletedSimulations);
    }

    [Fact]
    public void OpenOrCreate_AfterAKillAtTheVeryStart_StartsAnew()
    {
        Directory.CreateDirectory(Run);
        File.WriteAllText(Path.Combine(Run, "writer.lock"), "");
        string half = OfADeadProcess(Path.Combine(Run, "experiment.json"));
        File.WriteAllText(half, "{");

        using RunDirectory run = Create();

        Assert.Empty(run.CompletedSimulations);
        Assert.False(File.Exists(half));
    }

    [Fact]
    public void OpenOrCreate_OtherConfiguration_NamesEveryDifference()
    {
        Create().Dispose();
        ExperimentConfiguration other = SampleRuns.Configuration with
        {
            Network = SampleRuns.Configuration.Network with { Width = 16, Topology = Topology.Residual, NormEpsilon = 1e-5 },
            Seed = 1,
            DatasetFingerprint = "abc",
        };

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => RunDirectory.OpenOrCreate(Run, other, SampleRuns.Versions));

        Assert.Equal(
            $"{Run} holds a run of another configuration: --topology feedforward there, residual here; --width 8 there, 16 here; "
            + "--norm-epsilon 0.001 there, 1E-05 here; dataset-fingerprint (empty) there, abc here; "
            + "--seed 18000000000000000000 there, 1 here; take another output directory, or the same options to go on with it",
            error.Message);
        // The failed attempt holds no lock.
        Create().Dispose();
    }

    [Fact]
    public void OpenOrCreate_OtherSoftware_NamesBothVersions()
    {
        Create().Dispose();
        RunVersions other = SampleRuns.Versions with { Toolkit = "0.2.0", TorchSharp = "0.108.0" };

        Assert.Equal(
            $"{Run} was begun with other software: moments 0.1.0 there, 0.2.0 here; TorchSharp 0.107.0 there, 0.108.0 here; "
            + "take another output directory, or the same version to go on with it",
            Refusal(other));
        Assert.Contains(": TorchSharp 0.107.0 there, 0.1 here;", Refusal(SampleRuns.Versions with { TorchSharp = "0.1" }));
        // Another runtime goes on, and the first versions stay.
        using RunDirectory resumed = RunDirectory.OpenOrCreate(Run, SampleRuns.Configuration, SampleRuns.Versions with { DotNet = "11.0.0" });
        Assert.Equal(SampleRuns.Versions, resumed.Versions);

        string Refusal(RunVersions versions) =>
            Assert.Throws<InvalidDataException>(() => RunDirectory.OpenOrCreate(Run, SampleRuns.Configuration, versions)).Message;
    }

    [Fact]
    public void OpenOrCreate_SameImagesByAnotherName_GoesOn()
    {
        ExperimentConfiguration first = SampleRuns.Configuration with { Dataset = "photos", DatasetFingerprint = "png:9:ab" };
        RunDirectory.OpenOrCreate(Run, first, SampleRuns.Versions).Dispose();

        using (RunDirectory resumed = RunDirectory.OpenOrCreate(Run, first with { Dataset = "pictures" }, SampleRuns.Versions))
            Assert.Equal("photos", resumed.Configuration.Dataset);

        Assert.Contains("--dataset photos there, pictures here; dataset-fingerprint png:9:ab there, png:9:cd here;",
            Assert.Throws<InvalidDataException>(() => RunDirectory.OpenOrCreate(
                Run, first with { Dataset = "pictures", DatasetFingerprint = "png:9:cd" }, SampleRuns.Versions)).Message);
    }

    [Fact]
    public void OpenOrCreate_UnknownImagesByAnotherName_IsRefused()
    {
        Create().Dispose();

        Assert.Contains("--dataset cifar-like there, photos here;", Assert.Throws<InvalidDataException>(() =>
            RunDirectory.OpenOrCreate(Run, SampleRuns.Configuration with { Dataset = "photos" }, SampleRuns.Versions)).Message);
    }

    [Fact]
    public void OpenOrCreate_FolderOfSomethingElse_LeavesItAlone()
    {
        Directory.CreateDirectory(Run);
        File.WriteAllText(Path.Combine(Run, "thesis.tex"), "");

        InvalidDataException error = Assert.Throws<InvalidDataException>(Create);

        Assert.Equal($"{Run} is no run and not empty (it holds thesis.tex, and no experiment.json); take another output directory", error.Message);
        Assert.Equal(["thesis.tex"], Directory.GetFileSystemEntries(Run).Select(Path.GetFileName));
    }

    [Fact]
    public void OpenOrCreate_UnsoundConfiguration_Throws() => Assert.Throws<OptionException>(
        () => RunDirectory.OpenOrCreate(Run, SampleRuns.Configuration with { Records = 5 }, SampleRuns.Versions));

    [Fact]
    public void Open_NoRun_SaysWhatToName() => Assert.Equal(
        $"{_folder.Path} is no run: it has no experiment.json; name a folder that moments run or moments import wrote",
        Assert.Throws<InvalidDataException>(() => RunDirectory.Open(_folder.Path)).Message);

    [Fact]
    public void Load_NothingFinished_SaysSo()
    {
        using RunDirectory run = Create();

        Assert.Equal($"{Run} holds no finished simulation; run it again with the same options to go on",
            Assert.Throws<InvalidDataException>(run.Load).Message);
    }

    [Fact]
    public void Write_Refusals_NameTheRule()
    {
        using RunDirectory run = Create();
        run.Write(SampleRuns.Simulation(0));
        Dictionary<Statistic, double> values = new() { [Statistic.Chi] = 1 }, broken = new() { [Statistic.Chi] = double.NaN };

        AssertRefused("simulation 0 is in", SampleRuns.Simulation(0));
        AssertRefused("simulation 1 has no rows", new(1, []));
        AssertRefused("simulation 1: depth 5, input: the configuration does not record this depth", new(1, [new(5, Location.Input, values)]));
        AssertRefused("simulation 1: depth 2, sum is there twice", new(1, [new(2, Location.Sum, values), new(2, Location.Sum, values)]));
        AssertRefused("simulation 1: log_chi at depth 2, sum is NaN; a value that was not computed must be left out", new(1, [new(2, Location.Sum, broken)]));
        Assert.Equal([0], run.CompletedSimulations);
        Assert.Throws<InvalidOperationException>(() => RunDirectory.Open(Run).Write(SampleRuns.Simulation(1)));

        void AssertRefused(string message, SimulationResult simulation) =>
            Assert.StartsWith(message, Assert.ThrowsAny<ArgumentException>(() => run.Write(simulation)).Message);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.02)]
    [InlineData(0.5)]
    [InlineData(0.99)]
    public void Load_TruncatedPart_NamesFileAndRemedy(double share)
    {
        using RunDirectory run = Create();
        run.Write(SampleRuns.Simulation(0));
        run.Write(SampleRuns.Simulation(12));
        byte[] whole = File.ReadAllBytes(Part(12));
        File.WriteAllBytes(Part(12), whole[..(int)(share * whole.Length)]);

        string message = Assert.Throws<InvalidDataException>(run.Load).Message;

        Assert.Equal($"{Part(12)} is damaged ({(share > 0.9 ? "its content does not match its checksum" : "it carries no checksum, or was cut off")}); "
            + "run it again with the same options and --repair, which sets it aside and redoes simulation 12", message);
    }

    [Theory]
    [InlineData(4, 5, 1, "it holds depth 5, which the run does not record")]
    [InlineData(3, 2, 1, "it holds simulation 3, which its name does not")]
    [InlineData(4, 2, 2, "it holds simulation 4, depth 2, input twice")]
    [InlineData(4, 2, 0, "it holds no row")]
    public void Load_PartThatDoesNotFit_SaysWhy(int simulation, int depth, int rows, string reason)
    {
        using RunDirectory run = Create();
        File.WriteAllBytes(Part(4), ParquetTable.Write(new()
        {
            Simulations = [.. Enumerable.Repeat(simulation, rows)],
            Depths = [.. Enumerable.Repeat(depth, rows)],
            Locations = [.. Enumerable.Repeat(Location.Input, rows)],
            Columns = new() { [Statistic.Chi] = [.. Enumerable.Repeat(1.0, rows)] },
        }, new(ExperimentJson.Fingerprint(new() { Configuration = SampleRuns.Configuration, Versions = SampleRuns.Versions }), 4, 4)));

        Assert.StartsWith($"{Part(4)} is damaged ({reason}); run it again", Assert.Throws<InvalidDataException>(run.Load).Message);
    }

    // No process has such a number: Linux gives at most 4,194,304.
    private static string OfADeadProcess(string path) =>
        TemporaryName.For(path).Replace($"-{Environment.ProcessId}-", "-999999999-", StringComparison.Ordinal);

    private string Part(int simulation) => Path.Combine(Run, $"part-{simulation:D6}.parquet");

    private RunDirectory Create() => RunDirectory.OpenOrCreate(Run, SampleRuns.Configuration, SampleRuns.Versions);
}
