using System.Runtime.ExceptionServices;
using MomentsDnns.Architectures.Networks;
using TorchSharp;

namespace MomentsDnns.Propagation;

/// <summary>The threads that simulations run on.</summary>
/// <param name="threads">Threads in all, 1 or more.</param>
/// <param name="device">Where to compute.</param>
internal sealed class SimulationWorkers(int threads, torch.Device device)
{
    /// <summary>
    /// Works until all simulations are done: by one worker that has all threads, or by workers side by side with one
    /// each.
    /// </summary>
    /// <param name="network">Decides which: results have the same bits on any number of threads.</param>
    /// <param name="simulations">How many there are; more workers are not started.</param>
    /// <param name="work">Takes simulations, one after another, from a queue that it shares with other workers.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void Run(NetworkOptions network, int simulations, Action<CancellationToken> work,
        CancellationToken cancellation)
    {
        if (RunsSideBySide(network)) RunSideBySide(Math.Min(threads, simulations), work, cancellation);
        else
        {
            torch.set_num_threads(threads);
            work(cancellation);
        }
    }

    // The matrices of fully connected nets are too small to share among threads. This depends on the network alone,
    // whatever the number of threads.
    private bool RunsSideBySide(NetworkOptions network) => network.IsFullyConnected && device.type == DeviceType.CPU;

    /// <summary>Works on several threads, each with one of torch's own.</summary>
    /// <param name="workers">How many.</param>
    /// <param name="work">What each does.</param>
    /// <param name="cancellation">Ends the work early; so does a failure, of which the first is told.</param>
    internal static void RunSideBySide(int workers, Action<CancellationToken> work, CancellationToken cancellation)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        List<Exception> failures = [];
        Thread[] started = [.. Enumerable.Range(0, workers).Select(_ => new Thread(() =>
        {
            try
            {
                torch.set_num_threads(1);
                work(stop.Token);
            }
            catch (Exception failure)
            {
                lock (failures) failures.Add(failure);
                stop.Cancel();
            }
        }))];
        foreach (Thread thread in started) thread.Start();
        foreach (Thread thread in started) thread.Join();
        if ((failures.Find(f => f is not OperationCanceledException) ?? failures.FirstOrDefault()) is { } first)
            ExceptionDispatchInfo.Throw(first);
    }
}
