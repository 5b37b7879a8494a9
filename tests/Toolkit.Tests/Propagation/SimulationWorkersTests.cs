using System.Collections.Concurrent;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Propagation;
using TorchSharp;

namespace MomentsDnns.Toolkit.Tests.Propagation;

public sealed class SimulationWorkersTests
{
    private static readonly NetworkOptions FullyConnected = new() { KernelSize = 1 };

    [Theory]
    [InlineData(3, 2, 2)]
    [InlineData(2, 5, 2)]
    [InlineData(1, 5, 1)]
    public void Run_FullyConnected_HasWorkersOfOneThread(int threads, int simulations, int workers)
    {
        ConcurrentBag<(int Thread, int Threads)> found = [];
        new SimulationWorkers(threads, torch.CPU).Run(FullyConnected, simulations, _ => found.Add((Environment.CurrentManagedThreadId, torch.get_num_threads())),
            TestContext.Current.CancellationToken);

        Assert.Equal(workers, found.Count);
        Assert.All(found, worker => Assert.Equal(1, worker.Threads));
        Assert.DoesNotContain(found, worker => worker.Thread == Environment.CurrentManagedThreadId);
    }

    [Fact]
    public void Run_Convolutions_HasOneWorkerOfAllThreads()
    {
        int before = torch.get_num_threads();
        List<(int, int)> found = [];
        new SimulationWorkers(2, torch.CPU).Run(new() { KernelSize = 3 }, 5, _ => found.Add((Environment.CurrentManagedThreadId, torch.get_num_threads())),
            TestContext.Current.CancellationToken);
        torch.set_num_threads(before);

        Assert.Equal([(Environment.CurrentManagedThreadId, 2)], found);
    }

    [Fact]
    public void Run_OneWorkerFails_EndsTheOthersAndTellsItsFailure()
    {
        int started = 0, ended = 0;
        InvalidDataException told = Assert.Throws<InvalidDataException>(() => new SimulationWorkers(3, torch.CPU).Run(FullyConnected, 3, stop =>
        {
            if (Interlocked.Increment(ref started) == 3) throw new InvalidDataException("the third");
            // The others would wait for a minute; that they are told to end is what they report.
            if (stop.WaitHandle.WaitOne(TimeSpan.FromMinutes(1))) Interlocked.Increment(ref ended);
            stop.ThrowIfCancellationRequested();
        }, TestContext.Current.CancellationToken));

        Assert.Equal(("the third", 2), (told.Message, ended));
    }

    [Fact]
    public void Run_Cancelled_Throws()
    {
        using CancellationTokenSource source = new();
        Assert.ThrowsAny<OperationCanceledException>(() => new SimulationWorkers(2, torch.CPU).Run(FullyConnected, 2, stop =>
        {
            source.Cancel();
            stop.ThrowIfCancellationRequested();
        }, source.Token));
    }
}
