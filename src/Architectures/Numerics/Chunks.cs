using TorchSharp;

namespace MomentsDnns.Architectures.Numerics;

/// <summary>
/// Splits a range into chunks of a fixed size and runs them on as many threads as torch uses. The split does not depend
/// on the number of threads, so that what is reduced per chunk and then in order has the same bits on any number.
/// </summary>
public static class Chunks
{
    /// <summary>How many chunks of a size cover a count.</summary>
    public static int Count(int count, int size) => (count + size - 1) / size;

    /// <summary>Calls <paramref name="body"/>(chunk, start, end) for each chunk of [0, count).</summary>
    public static void Run(int count, int size, Action<int, int, int> body)
    {
        int chunks = Count(count, size);
        int threads = Math.Min(torch.get_num_threads(), chunks);
        if (threads <= 1)
        {
            for (int chunk = 0; chunk < chunks; chunk++) body(chunk, chunk * size, Math.Min(count, (chunk + 1) * size));
            return;
        }

        Parallel.For(0, chunks, new ParallelOptions { MaxDegreeOfParallelism = threads },
            chunk => body(chunk, chunk * size, Math.Min(count, (chunk + 1) * size)));
    }
}
