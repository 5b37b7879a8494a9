using System.Text.Json.Nodes;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using MomentsDnns.Results.Exchange;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Toolkit.Tests.Results.Storage;

public sealed class ImportedRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Run => _folder["run"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Import_UndeclaredFile_TellsOnlyWhatTheFileTells()
    {
        RunResults results = Results(null, 3, 7, 8);

        using RunDirectory run = RunDirectory.Import(Run, results, SampleRuns.Versions);

        JsonNode json = JsonNode.Parse(File.ReadAllText(Path.Combine(Run, "experiment.json")))!;
        Assert.Equal("imported", (string?)json["source"]);
        Assert.Null(json["configuration"]);
        Assert.Equal("x.npz", (string?)json["imported"]!["file"]);
        Assert.Equal("feedforward", (string?)json["imported"]!["topology"]);
        Assert.Equal("none", (string?)json["imported"]!["norm"]);
        Assert.Equal(RunSource.Imported, run.Source);
        Assert.Equal([0, 1], run.CompletedSimulations);
        RunResults loaded = run.Load();
        SampleRuns.AssertEqual(results, loaded);
        Assert.Equal("x.npz", loaded.Imported!.File);
        Assert.False(loaded.Imported.ConfigurationIsDeclared);
        Assert.Equal(["experiment.json", "part-000000-000001.parquet"], Directory.GetFileSystemEntries(Run).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Import_DeclaredFile_KeepsTheConfiguration()
    {
        using RunDirectory run = RunDirectory.Import(Run, Results(SampleRuns.Configuration, 2, 4), SampleRuns.Versions);

        Assert.Equal(SampleRuns.Configuration, run.Load().Configuration);
        Assert.Equal([2, 4], run.Depths);
    }

    [Fact]
    public void Import_AfterAKillWhileImporting_StartsAnew()
    {
        Directory.CreateDirectory(Run);
        File.WriteAllText(Path.Combine(Run, "part-000000-000999.parquet"), "whole, of the import that was killed");
        File.WriteAllText(Path.Combine(Run, "import.unfinished"), "");
        Assert.Equal($"{Run} is no run: an import into it has not ended; wait for it, or import again",
            Assert.Throws<InvalidDataException>(() => RunDirectory.Open(Run)).Message);

        RunDirectory.Import(Run, Results(null, 3), SampleRuns.Versions).Dispose();

        Assert.Equal([0, 1], RunDirectory.Open(Run).Load().Simulations);
        Assert.Equal(["experiment.json", "part-000000-000001.parquet"], Directory.GetFileSystemEntries(Run).Select(Path.GetFileName).Order());
    }

    /// <summary>Without the mark of an import, or with it and of another form, they are somebody's simulations.</summary>
    [Theory]
    [InlineData("part-000000-000999.parquet", false)]
    [InlineData("part-000000.parquet", true)]
    [InlineData("thesis.tex", true)]
    public void Import_FilesOfOthers_AreKept(string file, bool isMarked)
    {
        Directory.CreateDirectory(Run);
        File.WriteAllText(Path.Combine(Run, file), "mine");
        if (isMarked) File.WriteAllText(Path.Combine(Run, "import.unfinished"), "");

        Assert.Equal($"{Run} holds something already ({file}); take another output directory",
            Assert.Throws<InvalidDataException>(() => RunDirectory.Import(Run, Results(null, 3), SampleRuns.Versions)).Message);

        Assert.Equal("mine", File.ReadAllText(Path.Combine(Run, file)));
    }

    /// <summary>A folder that cannot be replaced, as the root of a mounted volume cannot, is filled; so is a new volume's.</summary>
    [Fact]
    public void Import_EmptyFolder_IsFilled()
    {
        Directory.CreateDirectory(Path.Combine(Run, "lost+found"));
        Directory.CreateDirectory(Run + ".importing"); // a neighbour
        File.WriteAllText(Path.Combine(Run + ".importing", "thesis.tex"), "mine");

        RunDirectory.Import(Run, Results(null, 3), SampleRuns.Versions).Dispose();

        Assert.True(Directory.Exists(Path.Combine(Run, "lost+found")));
        Assert.Equal("mine", File.ReadAllText(Path.Combine(Run + ".importing", "thesis.tex")));
    }

    [Fact]
    public void Import_FolderHeldByAnother_IsKeptOut()
    {
        Directory.CreateDirectory(Run);
        using (WriterLock.Take(Run, "import.unfinished", staysBehind: false))
        {
            Assert.StartsWith($"{Run} is being written by another run;",
                Assert.ThrowsAny<IOException>(() => RunDirectory.Import(Run, Results(null, 3), SampleRuns.Versions)).Message);
        }

        Assert.Empty(Directory.GetFileSystemEntries(Run));
    }

    [Fact]
    public void Import_FolderInUse_Throws()
    {
        RunResults results = Results(null, 3);
        RunDirectory.Import(Run, results, SampleRuns.Versions).Dispose();

        Assert.Equal($"{Run} holds something already (experiment.json); take another output directory",
            Assert.Throws<InvalidDataException>(() => RunDirectory.Import(Run, results, SampleRuns.Versions)).Message);
    }

    [Fact]
    public void Import_MeasuredResults_Throws() => Assert.Throws<ArgumentException>(() => RunDirectory.Import(
        Run, RunResults.FromSimulations(SampleRuns.Configuration, [SampleRuns.Simulation(0)]), SampleRuns.Versions));

    [Fact]
    public void OpenOrCreate_ImportedRun_CannotGoOn()
    {
        RunDirectory.Import(Run, Results(SampleRuns.Configuration, 2, 4), SampleRuns.Versions).Dispose();

        Assert.Equal($"{Run} holds an imported run, which cannot go on; take another output directory",
            Assert.Throws<InvalidDataException>(() => RunDirectory.OpenOrCreate(Run, SampleRuns.Configuration, SampleRuns.Versions)).Message);
    }

    // Two simulations of chi = 1, 2, .. at the activation, at any depths.
    private RunResults Results(ExperimentConfiguration? declared, params long[] depths)
    {
        string path = _folder["x.npz"];
        string name = declared is null ? "chi_loc3" : "chi_loc4";
        double[] values = [.. Enumerable.Range(1, 2 * depths.Length).Select(i => (double)i)];
        NpzFile.Write(path, [new(name, NpyArray.Of(values, 2, depths.Length)), new("depth", NpyArray.Of(depths, depths.Length))]);
        RunResults results = NpzImport.Read(path, declared);
        Assert.NotNull(results.Find(Statistic.Chi, Location.Activation));
        return results;
    }
}
