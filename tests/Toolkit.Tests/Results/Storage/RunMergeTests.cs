using MomentsDnns.Results;
using MomentsDnns.Results.Sharing;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Toolkit.Tests.Results.Storage;

/// <summary>Runs of one experiment become one, or are refused by name.</summary>
public sealed class RunMergeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Output => _folder["joined"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Merge_DisjointAndEqual_IsTheRunOfOneProcess()
    {
        string whole = Write("whole", Enumerable.Range(0, 6));
        string a = Write("a", [0, 2, 4]), b = Write("b", [1, 2, 3, 5]);

        Assert.Equal((6, 6), RunMerge.Merge([a, b], Output));

        Assert.Equal(Files(whole), Files(Output));
        Assert.All(Files(whole), file =>
            Assert.Equal(File.ReadAllBytes(Path.Combine(whole, file)), File.ReadAllBytes(Path.Combine(Output, file))));
        Assert.Equal(2, WriterLog.Of(Output).Count);
        Assert.Equal([0, 2, 4], RunDirectory.Open(a).CompletedSimulations);
    }

    [Fact]
    public void Merge_IntoOneOfThem_AddsWhatItLacks()
    {
        string a = Write("a", [0, 2]), b = Write("b", [1, 2]);

        Assert.Equal((3, 1), RunMerge.Merge([a, b], a));
        Assert.Equal((3, 0), RunMerge.Merge([a, b], a));
        Assert.Equal([0, 1, 2], RunDirectory.Open(a).Load().Simulations);
    }

    // Packed files of other ranges overlap in part.
    [Fact]
    public void Merge_PackedAndSingle_PacksWhatIsWhole()
    {
        const int pack = PartFile.PackedSimulations;
        string a = Write("a", Enumerable.Range(0, pack), Short), b = Write("b", Enumerable.Range(pack - 2, pack), Short);
        string c = Write("c", Enumerable.Range((2 * pack) - 2, 2), Short);

        RunMerge.Merge([a, b, c], Output);

        Assert.Equal(["experiment.json", $"part-000000-{pack - 1:D6}.parquet", $"part-{pack:D6}-{(2 * pack) - 1:D6}.parquet"], Files(Output));
        SampleRuns.AssertEqual(RunResults.FromSimulations(SampleRuns.Configuration, Enumerable.Range(0, 2 * pack).Select(Short)),
            RunDirectory.Open(Output).Load());
    }

    [Fact]
    public void Merge_OtherNumbers_NamesTheSimulation()
    {
        string a = Write("a", [0, 1]), b = Write("b", [1], i => Short(i + 7) with { Simulation = i });

        string message = Assert.Throws<InvalidDataException>(() => RunMerge.Merge([a, b], Output)).Message;

        Assert.Contains("other numbers of simulation 1", message, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(a, "part-000001.parquet"), message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Output), "nothing is written");
    }

    [Fact]
    public void Merge_AnotherExperiment_NamesTheDifference()
    {
        string a = Write("a", [0]), b = _folder["b"];
        using (RunDirectory run = RunDirectory.OpenOrCreate(b, SampleRuns.Configuration with { Seed = 3 }, SampleRuns.Versions))
            run.Write(SampleRuns.Simulation(1));

        Assert.Equal($"{b} is of another experiment than {a}: --seed 18000000000000000000 there, 3 here; merge runs of one experiment",
            Assert.Throws<InvalidDataException>(() => RunMerge.Merge([a, b], Output)).Message);
    }

    [Fact]
    public void Merge_DamagedSource_IsRefused()
    {
        string a = Write("a", [0]), b = Write("b", [1]);
        string part = Path.Combine(b, "part-000001.parquet");
        byte[] bytes = File.ReadAllBytes(part);
        bytes[40] ^= 1;
        File.WriteAllBytes(part, bytes);

        Assert.Contains(part, Assert.Throws<InvalidDataException>(() => RunMerge.Merge([a, b], Output)).Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Output));
    }

    private static SimulationResult Short(int index) => new(index, [SampleRuns.Simulation(index).Records[0]]);

    private static string[] Files(string folder) =>
        [.. Directory.GetFiles(folder).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];

    private string Write(string name, IEnumerable<int> simulations, Func<int, SimulationResult>? make = null)
    {
        using RunDirectory run = RunDirectory.OpenOrCreate(_folder[name], SampleRuns.Configuration, SampleRuns.Versions);
        foreach (int i in simulations)
        {
            run.TryClaim(i);
            run.Write(make?.Invoke(i) ?? SampleRuns.Simulation(i));
        }

        return _folder[name];
    }
}
