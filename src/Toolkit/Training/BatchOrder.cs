using MomentsDnns.Architectures.Random;

namespace MomentsDnns.Training;

/// <summary>
/// Which training images make the batch of a step. In each epoch the images stand in an order of their own, every one
/// equally likely, and floor(M / B) batches are taken from its beginning: no image twice in an epoch, and the rest sits
/// it out. The batch of a step follows from (seed, simulation, step) alone.
/// </summary>
/// <param name="count">M, the training images.</param>
/// <param name="batchSize">B, at most M.</param>
/// <param name="seed">The seed.</param>
/// <param name="simulation">The simulation, from 0.</param>
public sealed class BatchOrder(int count, int batchSize, ulong seed, int simulation)
{
    private readonly long[] _order = new long[count];
    private int _epoch = -1;

    /// <summary>floor(M / B), the batches of an epoch.</summary>
    public int BatchesPerEpoch { get; } = count / batchSize;

    /// <summary>The images of a step's batch.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <returns>B distinct indices; they hold until the next call.</returns>
    public ReadOnlyMemory<long> BatchOf(int step)
    {
        int epoch = step / BatchesPerEpoch;
        if (epoch != _epoch) Shuffle(_order, new RandomStream(seed, simulation, epoch, RandomPurpose.TrainingOrder));
        _epoch = epoch;
        return _order.AsMemory(step % BatchesPerEpoch * batchSize, batchSize);
    }

    /// <summary>Distinct indices of training images, the same for every simulation of a seed.</summary>
    /// <param name="count">M.</param>
    /// <param name="wanted">How many; all where there are no more.</param>
    /// <param name="seed">The seed.</param>
    internal static long[] Subset(int count, int wanted, ulong seed)
    {
        long[] order = new long[count];
        Shuffle(order, new RandomStream(seed, 0, 0, RandomPurpose.TrainingSubset));
        return [.. order.Take(wanted).Order()];
    }

    // Fisher and Yates.
    private static void Shuffle(long[] order, RandomStream stream)
    {
        for (int i = 0; i < order.Length; i++) order[i] = i;
        for (int i = 0; i < order.Length - 1; i++)
        {
            int j = i + stream.NextInt32(order.Length - i);
            (order[i], order[j]) = (order[j], order[i]);
        }
    }
}
