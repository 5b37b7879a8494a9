using System.Buffers;
using MomentsDnns.Architectures.Numerics;

namespace MomentsDnns.Architectures.Random;

/// <summary>
/// A stream of random numbers with a key: (seed, simulation, layer, purpose). The same key gives the same numbers,
/// whatever else was drawn, in which order and on how many threads.
/// </summary>
/// <remarks>
/// Philox 4x32-10: the seed is the key, the other parts and a block index make up the counter. Not thread safe.
/// </remarks>
public sealed class RandomStream
{
    private const int GroupsPerChunk = 256; // 16 384 numbers, 64 KiB
    private readonly uint _key0, _key1, _purpose, _layer, _simulation;
    private uint _block;
    private int _unused; // words of _words not handed out yet
    private readonly uint[] _words = new uint[4];

    /// <summary>Opens the stream at its first number.</summary>
    /// <param name="seed">The experiment's seed.</param>
    /// <param name="simulation">The simulation's index, from 0.</param>
    /// <param name="layer">
    /// The layer's index, counting every convolution of the net; 0 is the first convolution.
    /// </param>
    /// <param name="purpose">What the numbers are for.</param>
    public RandomStream(ulong seed, int simulation, int layer, RandomPurpose purpose)
    {
        (_key0, _key1) = ((uint)seed, (uint)(seed >> 32));
        (_purpose, _layer, _simulation) = ((uint)purpose, (uint)layer, (uint)simulation);
    }

    /// <summary>The next 32 uniform bits.</summary>
    public uint NextUInt32()
    {
        if (_unused == 0)
        {
            (_words[0], _words[1], _words[2], _words[3]) =
                Philox4x32.Block(_block++, _purpose, _layer, _simulation, _key0, _key1);
            _unused = 4;
        }

        return _words[4 - _unused--];
    }

    /// <summary>A uniform number strictly inside (0, 1), a multiple of 2^-53 plus 2^-54.</summary>
    public double NextDouble()
    {
        ulong bits = ((ulong)NextUInt32() << 21) ^ (NextUInt32() >> 11);
        return (bits + 0.5) * (1.0 / (1UL << 53));
    }

    /// <summary>A uniform whole number in [0, <paramref name="exclusiveMaximum"/>), without bias.</summary>
    public int NextInt32(int exclusiveMaximum)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exclusiveMaximum);
        // Lemire's multiplication with rejection.
        uint range = (uint)exclusiveMaximum;
        uint rejectBelow = unchecked(0u - range) % range;
        while (true)
        {
            ulong product = (ulong)NextUInt32() * range;
            if ((uint)product >= rejectBelow) return (int)(product >> 32);
        }
    }

    /// <summary>Fills with independent normal numbers of mean 0.</summary>
    /// <param name="destination">
    /// Where to write. Number i depends on the key, the stream's position at the call and i alone: not on the length,
    /// the machine or the number of threads. The stream moves on by 16 blocks for each 64 numbers begun.
    /// </param>
    /// <param name="standardDeviation">The standard deviation of the numbers; none lies beyond 6.76 of it.</param>
    public void FillNormal(Span<float> destination, float standardDeviation = 1) =>
        Fill(destination, standardDeviation, isNormal: true);

    /// <summary>Fills with independent numbers, uniform in (-b, b): mean 0, variance b^2/3.</summary>
    /// <param name="destination">
    /// Where to write; what number i depends on, and how the stream moves on, is as in <see cref="FillNormal"/>.
    /// </param>
    /// <param name="bound">b, a number from 0 on; none lies beyond it.</param>
    public void FillUniform(Span<float> destination, float bound) => Fill(destination, bound, isNormal: false);

    /// <summary>
    /// Fills with independent vectors, each uniform in the ball of its dimension n: E|w|^2 = R^2 n / (n + 2), and
    /// (|w| / R)^n is uniform on (0, 1).
    /// </summary>
    /// <param name="destination">
    /// <c>[n, count]</c> row-major: column j is vector j, as in weights <c>[k*k*C_in, C_out]</c>. The numbers depend on
    /// the key, the stream's position at the call, n and <paramref name="count"/> alone: not on the machine or the
    /// number of threads. Normals are drawn as by <see cref="FillNormal"/> of n * count numbers, then of 2 * count, and
    /// the stream moves on as by those two calls.
    /// </param>
    /// <param name="count">The number of vectors; n is the length of <paramref name="destination"/> over it.</param>
    /// <param name="radius">R, the balls' radius. Rounding to 32 bits may exceed it by one part in 2^24.</param>
    /// <exception cref="ArgumentException">The shape or the radius is impossible.</exception>
    public unsafe void FillBalls(Span<float> destination, int count, double radius)
    {
        if (count < 1)
            throw new ArgumentException($"count {count}: must be at least 1; give the number of vectors");
        if (destination.Length == 0 || destination.Length % count != 0)
        {
            throw new ArgumentException(
                $"destination of {destination.Length} numbers: must be a positive multiple of count, {count}; "
                + "give n * count numbers for vectors of dimension n");
        }

        if (!(radius >= 0 && radius <= float.MaxValue))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"radius {radius}: must be a number from 0 to {float.MaxValue}; take 1 for unit balls"));
        }

        float[] rented = ArrayPool<float>.Shared.Rent(2 * count);
        FillNormal(destination);
        FillNormal(rented.AsSpan(0, 2 * count));
        fixed (float* points = destination, extra = rented)
            BallVectors.Scale(points, extra, destination.Length / count, count, radius);
        ArrayPool<float>.Shared.Return(rented);
    }

    private unsafe void Fill(Span<float> destination, float scale, bool isNormal)
    {
        _unused = 0;
        uint first = _block;
        int groups = destination.Length / PhiloxVectors.GroupSize;
        fixed (float* start = destination)
        {
            if (groups <= GroupsPerChunk)
            {
                FillGroups(start, groups, first, scale, isNormal);
            }
            else
            {
                nint address = (nint)start; // a lambda may not hold a pointer
                Chunks.Run(groups, GroupsPerChunk, (_, from, to) => FillGroups(
                    (float*)address + (nint)from * PhiloxVectors.GroupSize, to - from,
                    first + (uint)from * PhiloxVectors.BlocksPerGroup, scale, isNormal));
            }
        }

        _block += (uint)groups * PhiloxVectors.BlocksPerGroup;
        Span<float> rest = destination[(groups * PhiloxVectors.GroupSize)..];
        if (rest.IsEmpty) return;
        float* group = stackalloc float[PhiloxVectors.GroupSize];
        FillGroups(group, 1, _block, scale, isNormal);
        new ReadOnlySpan<float>(group, rest.Length).CopyTo(rest);
        _block += PhiloxVectors.BlocksPerGroup;
    }

    private unsafe void FillGroups(float* destination, int groups, uint firstBlock, float scale, bool isNormal)
    {
        if (isNormal)
            NormalVectors.Fill(destination, groups, firstBlock, _purpose, _layer, _simulation, _key0, _key1, scale);
        else UniformVectors.Fill(destination, groups, firstBlock, _purpose, _layer, _simulation, _key0, _key1, scale);
    }
}
