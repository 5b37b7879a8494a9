using MomentsDnns.Architectures.Random;
using MomentsDnns.Propagation.Tracing;
using MomentsDnns.Results.Exchange;
using static TorchSharp.torch;

namespace MomentsDnns.Propagation;

/// <summary>
/// The tokens of a replicate: those of a file, the same each time, or drawn uniformly over the vocabulary.
/// </summary>
/// <param name="tokens">What is known of them: their number, or the file's array.</param>
/// <param name="batchSize">N.</param>
/// <param name="length">T.</param>
/// <param name="seed">The seed of every random number.</param>
internal sealed class TokenBatch(TokenInput tokens, int batchSize, int length, ulong seed)
{
    /// <summary>The tokens of one replicate, <c>[N, T]</c>, a function of (seed, replicate) alone.</summary>
    /// <param name="replicate">The index of the replicate, from 0.</param>
    public Tensor Draw(int replicate) => tokens.Given is not { } given
        ? Uniform(batchSize, length, tokens.Vocabulary!.Value, seed, replicate)
        : Of(given).expand(batchSize, length).contiguous();

    /// <summary>Tokens that are each equally likely, <c>[count, length]</c>.</summary>
    public static Tensor Uniform(long count, long length, int vocabulary, ulong seed, int replicate)
    {
        RandomStream stream = new(seed, replicate, 0, RandomPurpose.Tokens);
        long[] drawn = new long[checked(count * length)];
        foreach (ref long token in drawn.AsSpan()) token = stream.NextInt32(vocabulary);
        return tensor(drawn, [count, length]);
    }

    private static Tensor Of(NpyArray array)
    {
        long[] values = new long[array.Count];
        for (int i = 0; i < values.Length; i++) values[i] = array.Int64(i);
        return tensor(values, [.. array.Shape.Select(size => (long)size)]);
    }
}
