using MomentsDnns.Architectures.Networks;
using MomentsDnns.Propagation.Running;
using MomentsDnns.Results;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Toolkit.Tests.Propagation.Running;

public sealed class MeasurementTests : IDisposable
{
    private static readonly NetworkOptions Small = new() { KernelSize = 1, Width = 8, Depth = 6 };
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_InMemoryOrInAFolder_HasTheSameNumbers()
    {
        Measurement measurement = Of(3);
        RunResults inMemory = Run(measurement), kept = Run(measurement with { Folder = _folder["run"], Threads = 2 });

        AssertSame(inMemory, kept);
        Assert.Equal(measurement.Experiment, kept.Configuration);
    }

    [Fact]
    public void Run_OfAFolderThatHasSome_RunsTheOthersAlone()
    {
        Measurement measurement = Of(2) with { Folder = _folder["run"] };
        Run(measurement);
        List<long> layers = [];
        RunResults more = Run(measurement with { Simulations = 3, Progress = p => layers.Add(p.Layers) });
        Measurement again = measurement with { Progress = _ => Assert.Fail("nothing is lacking") };

        Assert.Equal([6], layers.Distinct());
        AssertSame(Run(Of(3)), more);
        AssertSame(Run(Of(2)), Run(again)); // the folder holds three
    }

    [Fact]
    public void Run_WithinAFolder_NamesTheRunByItsOptions()
    {
        Measurement measurement = Of(1) with { Within = _folder["runs"] };
        Run(measurement);

        Assert.Equal(_folder["runs/feedforward-d6-w8-k1-b4-cifar-like-s0"], measurement.Path);
        Assert.Equal([measurement.Path], Directory.GetDirectories(_folder["runs"]));
    }

    [Fact]
    public void Run_OfABrokenMeasurement_TellsAllAtOnce_AndWritesNothing()
    {
        Measurement broken = new(Small with { Width = 0, KernelSize = 200 }, simulations: 0)
        {
            Threads = 0,
            Folder = _folder["run"],
        };
        OptionException error = Assert.Throws<OptionException>(() => Run(broken));

        Assert.Equal(["Simulations", "Width", "KernelSize", "Threads"], error.Faults.Select(f => f.Option));
        Assert.Contains("KernelSize 200: must be from 1 to 99", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["run"]));
    }

    [Fact]
    public void Validate_OfImagesAndFolder_TellsBoth()
    {
        File.WriteAllText(_folder["file"], "");
        Measurement broken = Of(1) with
        {
            Experiment = new() { Network = Small, BatchSize = 2_000_000 },
            Folder = _folder["file"],
        };

        Assert.Equal(["BatchSize", "Folder"], broken.Validate().Select(f => f.Option));
    }

    [Fact]
    public void Run_Cancelled_KeepsWhatIsFinished()
    {
        using CancellationTokenSource stop = new();
        Measurement measurement = Of(4) with { Folder = _folder["run"], Threads = 1 };
        Measurement stopping = measurement with { Progress = p => { if (p.SimulationsDone == 2) stop.Cancel(); } };

        Assert.Throws<OperationCanceledException>(() => stopping.Run(stop.Token));
        using (RunDirectory run = RunDirectory.Open(_folder["run"])) Assert.Equal([0, 1], run.CompletedSimulations);
        AssertSame(Run(Of(4)), Run(measurement));
    }

    private static RunResults Run(Measurement measurement) => measurement.Run(TestContext.Current.CancellationToken);

    private static Measurement Of(int simulations) =>
        new(new ExperimentConfiguration { Network = Small, BatchSize = 4 }, simulations);

    private static void AssertSame(RunResults expected, RunResults found)
    {
        Assert.Equal(expected.Simulations, found.Simulations);
        Assert.Equal(
            expected.Curves.Select(c => (c.Statistic, c.Location)),
            found.Curves.Select(c => (c.Statistic, c.Location)));
        foreach ((Curve a, Curve b) in expected.Curves.Zip(found.Curves))
        {
            for (int s = 0; s < a.Simulations; s++)
            {
                for (int d = 0; d < a.Depths; d++) Assert.Equal(a[s, d], b[s, d]);
            }
        }
    }
}
