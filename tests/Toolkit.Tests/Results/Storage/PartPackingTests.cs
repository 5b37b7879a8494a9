using MomentsDnns.Results;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Toolkit.Tests.Results.Storage;

/// <summary>Single parts become packed ones, and nothing else changes.</summary>
public sealed class PartPackingTests : IDisposable
{
    private const int Pack = PartFile.PackedSimulations;

    private readonly TemporaryFolder _folder = new();

    private string Run => _folder["run"];

    private string Packed => Path.Combine(Run, $"part-000000-{Pack - 1:D6}.parquet");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_WholeRange_IsOneFileWithTheSameNumbers()
    {
        RunResults expected = Expected(Pack + 2);
        using (RunDirectory run = Create())
        {
            for (int i = Pack + 1; i >= 0; i--) run.Write(Simulation(i));
        }

        Assert.Equal(["experiment.json", $"part-000000-{Pack - 1:D6}.parquet", $"part-{Pack:D6}.parquet", $"part-{Pack + 1:D6}.parquet"], Files());
        SampleRuns.AssertEqual(expected, RunDirectory.Open(Run).Load());
        Assert.Equal(new Degeneracy(DegeneracyCause.Zero, 4), RunDirectory.Open(Run).Load().Degeneracies[7]);
        Assert.Equal([4], RunDirectory.Open(Run).Load(4).Simulations);
    }

    // Killed between the rename of the packed part and the removal of the single ones.
    [Fact]
    public void OpenOrCreate_KilledWhilePacking_ReadsAndGoesOn()
    {
        using (RunDirectory run = Create())
        {
            for (int i = 0; i < Pack; i++) run.Write(Simulation(i));
        }

        byte[] packed = File.ReadAllBytes(Packed);
        File.Delete(Packed);
        using (RunDirectory run = Create())
        {
            for (int i = 0; i < Pack - 1; i++) run.Write(Simulation(i));
        }

        File.WriteAllBytes(Packed, packed);
        SampleRuns.AssertEqual(Expected(Pack), RunDirectory.Open(Run).Load());

        using (RunDirectory run = Create())
        {
            Assert.Equal(Pack, run.CompletedSimulations.Count);
            Assert.False(run.TryClaim(5));
            Assert.True(run.TryClaim(Pack));
        }

        Assert.Equal(["experiment.json", Path.GetFileName(Packed)], Files());
    }

    [Fact]
    public void Write_InAnyOrder_GivesTheSameBytes()
    {
        byte[][] bytes = [.. new[] { 1, 7 }.Select(step =>
        {
            using (RunDirectory run = Create())
            {
                for (int i = 0; i < Pack; i++) run.Write(Simulation(i * step % Pack));
            }

            byte[] written = File.ReadAllBytes(Packed);
            Directory.Delete(Run, recursive: true);
            return written;
        })];

        Assert.Equal(bytes[0], bytes[1]);
    }

    // A run of which a packed part was damaged redoes its range, as it redoes single parts.
    [Fact]
    public void OpenOrCreate_DamagedPack_IsRefusedAndRepaired()
    {
        using (RunDirectory run = Create())
        {
            for (int i = 0; i < Pack; i++) run.Write(Simulation(i));
        }

        byte[] bytes = File.ReadAllBytes(Packed);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(Packed, bytes);

        Assert.Contains($"redoes simulation 0 to {Pack - 1}".Replace("simulation 0", "simulations 0", StringComparison.Ordinal),
            Assert.Throws<InvalidDataException>(Create).Message);
        using RunDirectory repaired = RunDirectory.OpenOrCreate(Run, SampleRuns.Configuration, SampleRuns.Versions, repair: true);
        Assert.Empty(repaired.CompletedSimulations);
    }

    [Fact]
    public async Task Load_WhileAnotherPacks_FindsAll()
    {
        using RunDirectory run = Create();
        for (int i = 0; i < Pack - 1; i++) run.Write(Simulation(i));
        RunDirectory reader = RunDirectory.Open(Run);
        Task packing = Task.Run(() => run.Write(Simulation(Pack - 1)), TestContext.Current.CancellationToken);
        for (int i = 0; i < 5; i++) Assert.InRange(reader.Load().Simulations.Count, Pack - 1, Pack);
        await packing;
    }

    private static SimulationResult Simulation(int index)
    {
        SimulationResult sample = SampleRuns.Simulation(index);
        LayerRecord first = sample.Records[0];
        if (index != 7) return new(index, [first]);
        return new(index, [first, new(6, Architectures.Networks.Location.Input, new Dictionary<Statistic, double>(), new(DegeneracyCause.Zero, 4))]);
    }

    private static RunResults Expected(int simulations) =>
        RunResults.FromSimulations(SampleRuns.Configuration, Enumerable.Range(0, simulations).Select(Simulation));

    private IEnumerable<string?> Files() => Directory.GetFiles(Run).Select(Path.GetFileName).Order(StringComparer.Ordinal);

    private RunDirectory Create() => RunDirectory.OpenOrCreate(Run, SampleRuns.Configuration, SampleRuns.Versions);
}
