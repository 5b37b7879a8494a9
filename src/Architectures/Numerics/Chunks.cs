using TorchSharp;

namespace MomentsDnns.Architectures.Numerics;

/// <summary>
/// Splits a range into chunks of a fixed size and runs them on as many threads as torch uses. The split does not depend
/// on the number of threads, so that what is reduced per chunk and then in order has the same bits on any number.
/// </summary>
internal static class Chunks
{
    /// <summary>How many chunks of a size cover a count.</summary>
    public static int Count(int count, int size) => (count + size - 1) / size;

    /// <summary>
    /// How many workers share so many chunks: one for each of torch's threads, but none without a chunk.
    /// </summary>
    public static int Workers(int chunks) => Math.Max(1, Math.Min(torch.get_num_threads(), chunks));

    /// <summary>Calls <paramref name="body"/>(chunk, start, end) for each chunk of [0, count).</summary>
    public static void Run(int count, int size, Action<int, int, int> body) =>
        Share(Count(count, size), (_, chunk) => body(chunk, chunk * size, Math.Min(count, (chunk + 1) * size)));

    /// <summary>
    /// Calls <paramref name="body"/>(worker, chunk) for each chunk; workers are numbered from 0 to
    /// <see cref="Workers"/> - 1 and each takes one chunk at a time, whichever comes next.
    /// </summary>
    public static void Share(int chunks, Action<int, int> body)
    {
        int workers = Workers(chunks);
        if (workers == 1)
        {
            for (int chunk = 0; chunk < chunks; chunk++) body(0, chunk);
            return;
        }

        int taken = 0;
        Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, worker =>
        {
            for (int chunk; (chunk = Interlocked.Increment(ref taken) - 1) < chunks;) body(worker, chunk);
        });
    }
}
