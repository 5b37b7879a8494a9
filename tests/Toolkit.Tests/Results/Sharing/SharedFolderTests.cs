using MomentsDnns.Results.Sharing;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Toolkit.Tests.Results.Sharing;

/// <summary>Several writers of one run's folder.</summary>
public sealed class SharedFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Run => _folder["run"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TryClaim_OneOfTwoWriters_HasIt()
    {
        using RunDirectory first = Create(), second = Create();

        Assert.True(first.TryClaim(0));
        Assert.False(second.TryClaim(0));
        Assert.False(second.IsFree(0));
        first.Release(0);
        Assert.True(second.TryClaim(0));
        Assert.False(first.TryClaim(0));
    }

    [Fact]
    public void TryClaim_WrittenByAnother_IsNotDoneAgain()
    {
        using RunDirectory first = Create(), second = Create();
        Assert.True(first.TryClaim(0));
        first.Write(SampleRuns.Simulation(0));

        Assert.False(second.TryClaim(0));
        Assert.Equal([0], second.CompletedSimulations);
        Assert.True(second.TryClaim(1));
        second.Write(SampleRuns.Simulation(1));
        Assert.Equal([0, 1], RunDirectory.Open(Run).Load().Simulations);
    }

    [Fact]
    public void TryClaim_ManyThreadsOfManyWriters_GivesEachSimulationOnce()
    {
        RunDirectory[] writers = [.. Enumerable.Range(0, 4).Select(_ => Create())];
        int claimed = 0;
        Parallel.For(0, 400, new() { MaxDegreeOfParallelism = 8 }, i =>
        {
            if (writers[i % 4].TryClaim(i / 4)) Interlocked.Increment(ref claimed);
        });

        Assert.Equal(100, claimed);
        foreach (RunDirectory writer in writers) writer.Dispose();
        Assert.False(Directory.Exists(Path.Combine(Run, SimulationClaims.Folder)), "claims are let go at the end");
    }

    [Fact]
    public void TryClaim_OfADeadProcess_IsTakenOver()
    {
        using RunDirectory run = Create();
        Claim(0, DeadWriter());

        Assert.True(run.IsFree(0));
        Assert.True(run.TryClaim(0));
    }

    // It may live: nothing is certain of another machine, until it has been silent for long.
    [Fact]
    public void TryClaim_OfAnotherMachine_StaysUntilItIsSilent()
    {
        using RunDirectory run = Create();
        string writer = "elsewhere-0a1b2c3d-17-99-01234567", file = RunWriter.PathOf(Run, writer);
        Claim(0, writer);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, new WriterHeader { Host = "elsewhere" }.Line() + "\n");

        Assert.False(run.TryClaim(0));

        DateTime old = File.GetLastWriteTimeUtc(file) - WriterLog.LongestSilence - TimeSpan.FromMinutes(1);
        File.SetLastWriteTimeUtc(file, old);
        using RunDirectory later = Create(); // what the first believes of the other is kept for some seconds
        Assert.True(later.TryClaim(0));
    }

    [Fact]
    public void TryClaim_CutOff_LivesUntilItIsOld()
    {
        using RunDirectory run = Create();
        Claim(0, "");
        Assert.False(run.TryClaim(0));

        string claim = Path.Combine(Run, SimulationClaims.Folder, "000000");
        File.SetLastWriteTimeUtc(claim, File.GetLastWriteTimeUtc(claim) - TimeSpan.FromHours(1));
        using RunDirectory later = Create();
        Assert.True(later.TryClaim(0));
    }

    [Fact]
    public void Dispose_AfterTakeover_LeavesTheOthersClaim()
    {
        RunDirectory first = Create();
        Assert.True(first.TryClaim(0));
        Claim(0, "elsewhere-0a1b2c3d-17-99-01234567");

        first.Dispose();

        Assert.True(File.Exists(Path.Combine(Run, SimulationClaims.Folder, "000000")));
    }

    // Killed between keeping a simulation and letting it go.
    [Fact]
    public void Dispose_ClaimsOnWhatIsFinished_AreRemoved()
    {
        RunDirectory run = Create();
        Assert.True(run.TryClaim(0));
        run.Write(SampleRuns.Simulation(0));
        Claim(0, DeadWriter());
        Claim(1, DeadWriter());

        run.Dispose();

        Assert.Equal([1], SimulationClaims.Of(Run).Select(claim => claim.Simulation));
    }

    [Fact]
    public void OpenOrCreate_ManyAtOnce_MakeOneExperiment()
    {
        RunDirectory[] runs = new RunDirectory[16];

        Parallel.For(0, runs.Length, new() { MaxDegreeOfParallelism = 8 }, i => runs[i] = Create());

        Assert.Single(Directory.GetFiles(Run));
        foreach (RunDirectory run in runs) run.Dispose();
    }

    [Fact]
    public void Writers_TellWhoDidWhat()
    {
        using (RunDirectory run = Create())
        {
            run.TryClaim(3);
            run.Write(SampleRuns.Simulation(3));
            WriterLog working = Assert.Single(WriterLog.Of(Run));
            Assert.True(working.IsRunning);
        }

        WriterLog log = Assert.Single(WriterLog.Of(Run));
        Assert.Equal((Environment.MachineName, Environment.ProcessId, "1/1"), (log.Header.Host, log.Header.Process, log.Header.Shard));
        Assert.Equal([3], log.Finished.Select(f => f.Simulation));
        Assert.NotNull(log.Ended);
        Assert.False(log.IsRunning);
    }

    // A killed process may have been in the middle of a line.
    [Fact]
    public void Writers_LineCutOff_IsPassedOver()
    {
        using (RunDirectory run = Create())
        {
            run.TryClaim(3);
            run.Write(SampleRuns.Simulation(3));
        }

        string file = Directory.GetFiles(Path.Combine(Run, RunWriter.Folder)).Single();
        File.AppendAllText(file, "{\"simulation\":4,\"sec");

        Assert.Equal([3], Assert.Single(WriterLog.Of(Run)).Finished.Select(f => f.Simulation));
    }

    // Nothing done, nothing told.
    [Fact]
    public void Writers_OfACompleteRun_LeaveNothing()
    {
        using (RunDirectory run = Create()) Assert.True(run.TryClaim(0));

        Assert.Empty(WriterLog.Of(Run));
    }

    [Fact]
    public void IsDead_ThisAndOthers()
    {
        ProcessIdentity current = ProcessIdentity.Current;

        Assert.False(current.IsDead());
        Assert.Equal(current, ProcessIdentity.Parse(current.ToString()));
        Assert.True((current with { Process = 999_999_999 }).IsDead());
        Assert.True((current with { Start = current.Start + 1 }).IsDead());
        Assert.False((current with { Process = 999_999_999, Host = "elsewhere" }).IsDead());
        Assert.False((current with { Process = 999_999_999, System = "00000001" }).IsDead());
        Assert.Null(ProcessIdentity.Parse("a-b"));
    }

    // A thousand processes would else read everything a thousand times.
    [Fact]
    public void OpenOrCreate_OfAShare_VerifiesItsPartsAlone()
    {
        using (RunDirectory run = Create())
        {
            run.Write(SampleRuns.Simulation(0));
            run.Write(SampleRuns.Simulation(1));
        }

        string part = Path.Combine(Run, "part-000001.parquet");
        File.WriteAllBytes(part, File.ReadAllBytes(part)[..100]);

        Open(0).Dispose();
        Assert.Throws<InvalidDataException>(() => Open(1));
        Assert.Throws<InvalidDataException>(Create);

        RunDirectory Open(int simulation) => RunDirectory.OpenOrCreate(Run, SampleRuns.Configuration, SampleRuns.Versions,
            concerned: new HashSet<int> { simulation });
    }

    private static string DeadWriter() => $"{ProcessIdentity.Current with { Process = 999_999_999 }}-01234567";

    private void Claim(int simulation, string writer)
    {
        string folder = Path.Combine(Run, SimulationClaims.Folder);
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, $"{simulation:D6}"), writer);
    }

    private RunDirectory Create() => RunDirectory.OpenOrCreate(Run, SampleRuns.Configuration, SampleRuns.Versions);
}
