using MomentsDnns.Results;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Toolkit.Tests.Results.Storage;

/// <summary>A run refuses to go on over damage, at once; a repair sets aside exactly what is damaged, and what is redone has the same bytes.</summary>
public sealed class RunRepairTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Run => _folder["run"];

    private string Experiment => Path.Combine(Run, "experiment.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void OpenOrCreate_DamagedParts_AreToldBeforeAnyWork()
    {
        Create(4).Dispose();
        Damage(Part(1));
        Damage(Part(3));

        string message = Assert.Throws<InvalidDataException>(() => Open(repair: false)).Message;

        Assert.Equal($"{Part(1)} is damaged (its content does not match its checksum), and 1 more of 4 parts; "
            + "run it again with the same options and --repair, which sets them aside and redoes what is missing then", message);
        Assert.Equal(message, Assert.Throws<InvalidDataException>(() => RunDirectory.RequireContinuable(Run, SampleRuns.Configuration, SampleRuns.Versions)).Message);
        RunDirectory.RequireContinuable(Run, SampleRuns.Configuration, SampleRuns.Versions, repair: true);
    }

    [Fact]
    public void OpenOrCreate_Repair_SetsAsideTheDamagedOnesAlone()
    {
        Create(4).Dispose();
        Dictionary<string, byte[]> sound = Directory.GetFiles(Run).ToDictionary(f => f, File.ReadAllBytes);
        Damage(Part(1));
        File.Move(Part(3), Part(5));
        byte[] damaged = File.ReadAllBytes(Part(1));

        using (RunDirectory run = Open(repair: true))
        {
            Assert.Equal(
            [
                new("part-000001.parquet", "part-000001.parquet.damaged", "its content does not match its checksum"),
                new("part-000005.parquet", "part-000005.parquet.damaged", "it was written as simulation 3, which its name does not say"),
            ], run.Repaired);
            Assert.Equal([0, 2], run.CompletedSimulations);
            run.Write(SampleRuns.Simulation(1));
            run.Write(SampleRuns.Simulation(3));
        }

        foreach ((string file, byte[] bytes) in sound) Assert.Equal(bytes, File.ReadAllBytes(file));
        Assert.Equal(damaged, File.ReadAllBytes(Part(1) + ".damaged"));
        using RunDirectory again = Open(repair: true);
        Assert.Empty(again.Repaired);
    }

    [Fact]
    public void OpenOrCreate_RepairTwice_KeepsBothDamagedParts()
    {
        Create(1).Dispose();
        for (int i = 0; i < 2; i++)
        {
            Damage(Part(0));
            using RunDirectory run = Open(repair: true);
            run.Write(SampleRuns.Simulation(0));
        }

        Assert.Equal(["part-000000.parquet", "part-000000.parquet.damaged", "part-000000.parquet.damaged-2"],
            Directory.GetFiles(Run, "part-*").Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void OpenOrCreate_RepairOfAHugeName_SetsItAside()
    {
        Create(1).Dispose();
        File.Copy(Part(0), Path.Combine(Run, "part-000100-999999999.parquet"));

        using RunDirectory run = Open(repair: true);

        Assert.Equal("part-000100-999999999.parquet.damaged", Assert.Single(run.Repaired).SetAsideAs);
        Assert.Equal([0], run.CompletedSimulations);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void OpenOrCreate_RepairOfTheExperiment_IsProvedByAPart(bool isThere)
    {
        Create(2).Dispose();
        byte[] sound = File.ReadAllBytes(Experiment);
        if (isThere) File.WriteAllText(Experiment, File.ReadAllText(Experiment).Replace("\"width\": 8", "\"width\": 9", StringComparison.Ordinal));
        else File.Delete(Experiment);
        RunDirectory.RequireContinuable(Run, SampleRuns.Configuration, SampleRuns.Versions, repair: true);

        using RunDirectory run = Open(repair: true);

        RepairedFile repaired = Assert.Single(run.Repaired);
        Assert.Equal(("experiment.json", isThere ? "experiment.json.damaged" : null), (repaired.File, repaired.SetAsideAs));
        Assert.Equal(sound, File.ReadAllBytes(Experiment));
        Assert.Equal([0, 1], run.Load().Simulations);
    }

    [Fact]
    public void OpenOrCreate_RepairWithOtherOptions_ChangesNothing()
    {
        Create(2).Dispose();
        File.WriteAllText(Experiment, File.ReadAllText(Experiment).Replace("\"width\": 8", "\"width\": 9", StringComparison.Ordinal));
        string[] files = Directory.GetFiles(Run);
        ExperimentConfiguration other = SampleRuns.Configuration with { Network = SampleRuns.Configuration.Network with { Width = 9 } };

        Assert.Contains("does not match its checksum", Assert.Throws<InvalidDataException>(() => RunDirectory.OpenOrCreate(Run, other, SampleRuns.Versions, repair: true)).Message, StringComparison.Ordinal);
        File.Delete(Experiment);
        Assert.Contains("is no run and not empty", Assert.Throws<InvalidDataException>(() => RunDirectory.OpenOrCreate(Run, other, SampleRuns.Versions, repair: true)).Message, StringComparison.Ordinal);

        Assert.Equal(files.Where(f => f != Experiment).Order(), Directory.GetFiles(Run).Order());
    }

    [Fact]
    public void OpenOrCreate_RepairOfANewRun_BeginsIt()
    {
        using RunDirectory run = Open(repair: true);

        Assert.Empty(run.Repaired);
        Assert.Empty(run.CompletedSimulations);
    }

    private RunDirectory Create(int simulations)
    {
        RunDirectory run = Open(repair: false);
        for (int i = 0; i < simulations; i++) run.Write(SampleRuns.Simulation(i));
        return run;
    }

    private RunDirectory Open(bool repair) => RunDirectory.OpenOrCreate(Run, SampleRuns.Configuration, SampleRuns.Versions, repair);

    private static void Damage(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 16;
        File.WriteAllBytes(path, bytes);
    }

    private string Part(int simulation) => Path.Combine(Run, $"part-{simulation:D6}.parquet");
}
