using System.Diagnostics;
using System.Text;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Random;
using MomentsDnns.Results;
using MomentsDnns.Results.Storage;
using MomentsDnns.Toolkit.Tests.Structure;

namespace MomentsDnns.Toolkit.Tests.Results.Storage;

/// <summary>A part that is not, to the bit, what its run wrote under its name gives no number.</summary>
public sealed class PartIntegrityTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Run => _folder["run"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_AnyByteOfAPartChanged_IsRefused()
    {
        Write(SampleRuns.Configuration, 0);
        byte[] whole = File.ReadAllBytes(Part(0)), changed = [.. whole];
        ExperimentDocument document = ExperimentJson.Read(Path.Combine(Run, "experiment.json"));
        RandomStream random = new(1, 0, 0, default);

        for (int at = 0; at < whole.Length; at++)
        {
            changed[at] ^= (byte)(1 << (int)(8 * random.NextDouble()));
            File.WriteAllBytes(Part(0), changed);
            Assert.Equal(Part(0), Assert.Single(new PartReader(Run, document).Damaged()).Part.Path);
            if (at % 50 == 0) AssertRefused(Part(0), "its content does not match its checksum", "it carries no checksum, or was cut off");
            changed[at] = whole[at];
        }

        File.WriteAllBytes(Part(0), whole);
        Assert.Empty(new PartReader(Run, document).Damaged());
    }

    [Fact]
    public void Load_BytesAddedOrLost_IsRefused()
    {
        Write(SampleRuns.Configuration, 0);
        byte[] whole = File.ReadAllBytes(Part(0));

        foreach (byte[] changed in (byte[][])[[.. whole, 0], [0, .. whole], whole[..^1], whole[1..], [.. whole, .. whole], []])
        {
            File.WriteAllBytes(Part(0), changed);
            AssertRefused(Part(0), "its content does not match its checksum", "it carries no checksum, or was cut off");
        }
    }

    [Fact]
    public void Load_PartUnderAnotherName_IsRefused()
    {
        Write(SampleRuns.Configuration, 0, 3);
        File.Move(Part(3), Part(4));

        AssertRefused(Part(4), "it was written as simulation 3, which its name does not say");
    }

    public static TheoryData<string> Others => ["seed", "width", "images", "toolkit", "torchsharp"];

    [Theory]
    [MemberData(nameof(Others))]
    public void Load_PartOfAnotherExperiment_IsRefused(string what)
    {
        ExperimentConfiguration known = SampleRuns.Configuration with { DatasetFingerprint = "ab" };
        (ExperimentConfiguration configuration, RunVersions versions) = what switch
        {
            "seed" => (known with { Seed = 2 }, SampleRuns.Versions),
            "width" => (known with { Network = known.Network with { Width = 9 } }, SampleRuns.Versions),
            "images" => (known with { DatasetFingerprint = "cd" }, SampleRuns.Versions),
            "toolkit" => (known, SampleRuns.Versions with { Toolkit = "0.0.1" }),
            _ => (known, SampleRuns.Versions with { TorchSharp = "0.1" }),
        };
        Write(known, 0);
        CopyPart(configuration, versions, 1);

        AssertRefused(Part(1), "it is of another experiment than experiment.json");
    }

    [Fact]
    public void Load_PartOfTheSameExperimentFromElsewhere_IsRead()
    {
        // The same images by another name, and another .NET runtime: what a run may go on with.
        ExperimentConfiguration known = SampleRuns.Configuration with { DatasetFingerprint = "ab" };
        Write(known, 0);
        CopyPart(known with { Dataset = "pictures" }, SampleRuns.Versions with { DotNet = "11.0.0" }, 1);

        Assert.Equal([0, 1], Loaded().Simulations);
    }

    [Fact]
    public void Load_ImportedRunWithADamagedPart_SaysToImportAgain()
    {
        RunResults results = new(null, [0], [2], [new(Statistic.Chi, Location.Activation, new double[,] { { 1 } })],
            new() { File = "x.npz", Depths = [2], Norm = NormKind.Batch });
        RunDirectory.Import(Run, results, SampleRuns.Versions).Dispose();
        string part = Path.Combine(Run, "part-000000-000000.parquet");
        Flip(part, 100);

        Assert.Equal($"{part} is damaged (its content does not match its checksum); import x.npz again, into another folder", Refusal(() => Loaded()));
    }

    [Fact]
    public void Open_NameOfAHugeRange_IsRefusedAtOnce()
    {
        Write(SampleRuns.Configuration, 0);
        string huge = Path.Combine(Run, "part-000100-999999999.parquet");
        File.Copy(Part(0), huge);
        Stopwatch clock = Stopwatch.StartNew();

        string message = Refusal(() => RunDirectory.Open(Run).Dispose());

        Assert.Equal($"{huge} is damaged (its name claims 999999900 simulations, a part holds 1000 at most); "
            + "run it again with the same options and --repair, which sets it aside and redoes what is missing then", message);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"took {clock.Elapsed}");
    }

    [Fact]
    public void Load_NameOfARangeThatThePartDoesNotHold_IsRefused()
    {
        Write(SampleRuns.Configuration, 0);
        string range = Path.Combine(Run, "part-000100-000199.parquet");
        File.Copy(Part(0), range);

        AssertRefused(range, "it was written as simulation 0, which its name does not say");
    }

    [Fact]
    public void Open_OneSimulationTwice_NamesBothParts()
    {
        Write(SampleRuns.Configuration, 0);
        string twice = Path.Combine(Run, "part-000000-000000.parquet");
        File.Copy(Part(0), twice);

        string message = Refusal(() => RunDirectory.Open(Run).Dispose());

        Assert.Contains(Part(0), message, StringComparison.Ordinal);
        Assert.Contains(twice, message, StringComparison.Ordinal);
        Assert.EndsWith(" both hold simulation 0; delete one of them", message);
    }

    [Fact]
    public void Load_RunOfFormat2_IsReadAndSaysThatItHasNoChecksums()
    {
        CopyFormat2();
        using RunDirectory old = RunDirectory.Open(Run);

        Assert.False(old.HasChecksums);
        Assert.Equal([0, 1], old.Load().Simulations);
        Assert.Empty(old.LoadDegeneracies());
        Write(SampleRuns.Configuration, _folder["new"], 0);
        Assert.True(RunDirectory.Open(_folder["new"]).HasChecksums);
    }

    [Fact]
    public void Load_PartsWithAndWithoutChecksumsInARunOfFormat2_AreReadWithTheirOwn()
    {
        CopyFormat2();
        ExperimentConfiguration configuration;
        using (RunDirectory old = RunDirectory.Open(Run)) configuration = old.Configuration;
        using (RunDirectory resumed = RunDirectory.OpenOrCreate(Run, configuration, RunDirectory.Open(Run).Versions))
            resumed.Write(SampleRuns.Simulation(2, configuration));

        Assert.Equal([0, 1, 2], Loaded().Simulations);
        Flip(Part(2), 100);
        AssertRefused(Part(2), "its content does not match its checksum");
        File.Delete(Part(2));
        CopyPart(configuration with { Seed = 5 }, SampleRuns.Versions, 2);
        AssertRefused(Part(2), "it is of another experiment than experiment.json");
    }

    [Fact]
    public void Load_PartWithoutChecksumInARunThatHasThem_IsRefused()
    {
        CopyFormat2();
        ExperimentConfiguration configuration;
        RunVersions versions;
        using (RunDirectory old = RunDirectory.Open(Run)) (configuration, versions) = (old.Configuration, old.Versions);
        string part = _folder["part"];
        File.Move(Part(1), part);
        Directory.Delete(Run, recursive: true);
        using (RunDirectory run = RunDirectory.OpenOrCreate(Run, configuration, versions)) run.Write(SampleRuns.Simulation(0, configuration));
        File.Move(part, Part(1));

        AssertRefused(Part(1), "it carries no checksum, or was cut off");
    }

    [Fact]
    public void Read_MoreRowsThanARunRecords_AreRefusedBeforeTheyAreHeld()
    {
        byte[] file = ParquetTable.Write(ResultTable.From(SampleRuns.Simulation(0)), new(null, 0, 0));

        Assert.Equal(6, ParquetTable.Read(file, 6).Rows);
        Assert.Contains("it holds 6 rows, 5 are the most", Assert.Throws<InvalidDataException>(() => ParquetTable.Read(file, 5)).Message);
    }

    [Fact]
    public void Seal_OfAFile_CoversItByXxh3AsPublished()
    {
        // XXH3_128bits of nothing, from the reference implementation's test vectors.
        Assert.Equal("99aa06d3014798d86001c324468d497f", Convert.ToHexStringLower(System.IO.Hashing.XxHash128.Hash([])));

        byte[] file = ParquetTable.Write(ResultTable.From(SampleRuns.Simulation(7)), new(new string('a', 32), 7, 7));
        string text = Encoding.Latin1.GetString(file);
        const string entry = """{"experiment":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","first":7,"last":7,"checksum":" """;
        int at = text.IndexOf(entry.TrimEnd(), StringComparison.Ordinal) + entry.TrimEnd().Length;
        string zeroed = text[..at] + new string('0', 32) + text[(at + 32)..];

        Assert.Equal(Convert.ToHexStringLower(System.IO.Hashing.XxHash128.Hash(Encoding.Latin1.GetBytes(zeroed))), text.Substring(at, 32));
        Assert.Equal(new(new string('a', 32), 7, 7), PartSeal.Read(file));
        Assert.Null(PartSeal.Read("{\"first\":0,\"last\":0,\"checksum\":\"0\"}"u8));
    }

    [Fact]
    public void LoadDegeneracies_IsWhatLoadFinds()
    {
        Degeneracy degeneracy = new(DegeneracyCause.Overflow, 3);
        using RunDirectory run = RunDirectory.OpenOrCreate(Run, SampleRuns.Configuration, SampleRuns.Versions);
        run.Write(SampleRuns.Simulation(0));
        run.Write(SampleRuns.Simulation(1) with { Records = [.. SampleRuns.Simulation(1).Records.Select(r => r.Depth < 3 ? r : r with { Degeneracy = degeneracy })] });

        Assert.Equal([new(1, degeneracy)], run.LoadDegeneracies());
        Assert.Equal(run.LoadDegeneracies(), run.Load().Degeneracies);
    }

    private void CopyFormat2()
    {
        Directory.CreateDirectory(Run);
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Repository.Folder, "tests", "Toolkit.Tests", "Results", "Storage", "Format2")))
            File.Copy(file, Path.Combine(Run, Path.GetFileName(file)));
    }

    // A part that another folder's run wrote, taken over.
    private void CopyPart(ExperimentConfiguration configuration, RunVersions versions, int simulation)
    {
        using RunDirectory other = RunDirectory.OpenOrCreate(_folder["other"], configuration, versions);
        other.Write(SampleRuns.Simulation(simulation, configuration));
        File.Copy(Path.Combine(other.Path, Path.GetFileName(Part(simulation))), Part(simulation));
    }

    private void Write(ExperimentConfiguration configuration, params int[] simulations) => Write(configuration, Run, simulations);

    private static void Write(ExperimentConfiguration configuration, string folder, params int[] simulations)
    {
        using RunDirectory run = RunDirectory.OpenOrCreate(folder, configuration, SampleRuns.Versions);
        foreach (int simulation in simulations) run.Write(SampleRuns.Simulation(simulation, configuration));
    }

    private static void Flip(string path, int at)
    {
        byte[] bytes = File.ReadAllBytes(path);
        bytes[at] ^= 1;
        File.WriteAllBytes(path, bytes);
    }

    private RunResults Loaded()
    {
        using RunDirectory run = RunDirectory.Open(Run);
        return run.Load();
    }

    private void AssertRefused(string part, params string[] reasons)
    {
        string message = Refusal(() => Loaded());
        Assert.Contains(message, reasons.Select(reason => $"{part} is damaged ({reason}); run it again with the same options and --repair, "
            + $"which sets it aside and redoes {Redone(part)}"));
        Assert.Equal(message, Refusal(() => RunDirectory.Open(Run).LoadDegeneracies()));
    }

    private static string Redone(string part)
    {
        int[] range = [.. Path.GetFileNameWithoutExtension(part).Split('-').Skip(1).Select(int.Parse)];
        return range.Length == 1 ? $"simulation {range[0]}" : $"simulations {range[0]} to {range[1]}";
    }

    private static string Refusal(Action action) => Assert.Throws<InvalidDataException>(action).Message;

    private string Part(int simulation) => Path.Combine(Run, $"part-{simulation:D6}.parquet");
}
