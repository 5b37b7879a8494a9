namespace MomentsDnns.Architectures.Random;

/// <summary>
/// A stream of random numbers with a key: (seed, simulation, layer, purpose). The same key gives the same numbers,
/// whatever else was drawn, in which order and on how many threads.
/// </summary>
/// <remarks>Philox 4x32-10: the seed is the key, the other parts and a block index make up the counter. Not thread safe.</remarks>
public sealed class RandomStream
{
    private readonly uint _key0, _key1, _purpose, _layer, _simulation;
    private uint _block;
    private int _unused; // words of _words not handed out yet
    private readonly uint[] _words = new uint[4];

    /// <summary>Opens the stream at its first number.</summary>
    /// <param name="seed">The experiment's seed.</param>
    /// <param name="simulation">The simulation's index, from 0.</param>
    /// <param name="layer">The layer's index, counting every convolution of the net; 0 is the first convolution.</param>
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
    /// <param name="destination">Where to write; the stream is advanced by whole blocks of four.</param>
    /// <param name="standardDeviation">The standard deviation of the numbers.</param>
    public void FillNormal(Span<float> destination, float standardDeviation = 1)
    {
        // Box-Muller on four words: two pairs (radius, angle).
        _unused = 0;
        for (int i = 0; i < destination.Length; i += 4)
        {
            (uint w0, uint w1, uint w2, uint w3) =
                Philox4x32.Block(_block++, _purpose, _layer, _simulation, _key0, _key1);
            (double a0, double a1) = BoxMuller(w0, w1);
            (double a2, double a3) = BoxMuller(w2, w3);
            ReadOnlySpan<double> four = [a0, a1, a2, a3];
            for (int j = 0; j < 4 && i + j < destination.Length; j++)
                destination[i + j] = (float)(four[j] * standardDeviation);
        }
    }

    private static (double First, double Second) BoxMuller(uint forRadius, uint forAngle)
    {
        double radius = Math.Sqrt(-2 * Math.Log((forRadius + 0.5) * (1.0 / 4294967296.0)));
        (double sine, double cosine) = Math.SinCos(2 * Math.PI * forAngle * (1.0 / 4294967296.0));
        return (radius * cosine, radius * sine);
    }
}
