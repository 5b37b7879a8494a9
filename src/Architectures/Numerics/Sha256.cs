using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace MomentsDnns.Architectures.Numerics;

/// <summary>
/// The hash SHA-256 of a sequence of bytes (FIPS 180-4, section 6.2), in managed code alone: .NET's own asks OpenSSL
/// for it on Linux and ends the process where OpenSSL is not installed. It tells contents apart; it is no means of
/// authentication.
/// </summary>
internal sealed class Sha256
{
    /// <summary>Bytes of a hash.</summary>
    public const int HashSize = 32;

    private const int BlockSize = 64;

    // The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
    private static readonly uint[] RoundConstants =
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    // At first those of the square roots of the first 8 primes.
    private readonly uint[] _state =
        [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];
    private readonly byte[] _pending = new byte[BlockSize];
    private int _pendingCount;
    private long _length;

    /// <summary>The hash of bytes, in lower-case hexadecimal: 64 digits.</summary>
    /// <param name="bytes">The bytes.</param>
    public static string HexOf(ReadOnlySpan<byte> bytes)
    {
        Sha256 hash = new();
        hash.Append(bytes);
        return hash.FinishHex();
    }

    /// <summary>Takes in more bytes; where they are divided does not matter.</summary>
    /// <param name="bytes">The bytes.</param>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        _length += bytes.Length;
        if (_pendingCount > 0)
        {
            int taken = Math.Min(BlockSize - _pendingCount, bytes.Length);
            bytes[..taken].CopyTo(_pending.AsSpan(_pendingCount));
            _pendingCount += taken;
            bytes = bytes[taken..];
            if (_pendingCount < BlockSize) return;
            Compress(_pending);
        }

        int whole = bytes.Length - (bytes.Length % BlockSize);
        Compress(bytes[..whole]);
        bytes[whole..].CopyTo(_pending);
        _pendingCount = bytes.Length - whole;
    }

    /// <summary>
    /// The hash of everything that was taken in, in lower-case hexadecimal: 64 digits. The object is of no use
    /// afterwards.
    /// </summary>
    public string FinishHex()
    {
        // A bit 1, bits 0 up to the last eight bytes of a block, the length in bits.
        long bits = 8 * _length;
        Span<byte> padding = stackalloc byte[BlockSize];
        padding.Clear();
        padding[0] = 0x80;
        Append(padding[..(1 + ((2 * BlockSize - 9 - _pendingCount) % BlockSize))]);
        BinaryPrimitives.WriteInt64BigEndian(padding, bits);
        Append(padding[..sizeof(long)]);

        Span<byte> hash = stackalloc byte[HashSize];
        for (int i = 0; i < _state.Length; i++) BinaryPrimitives.WriteUInt32BigEndian(hash[(4 * i)..], _state[i]);
        return Convert.ToHexStringLower(hash);
    }

    private void Compress(ReadOnlySpan<byte> blocks)
    {
        Span<uint> w = stackalloc uint[64];
        for (; blocks.Length > 0; blocks = blocks[BlockSize..])
        {
            for (int t = 0; t < 16; t++) w[t] = BinaryPrimitives.ReadUInt32BigEndian(blocks[(4 * t)..]);
            for (int t = 16; t < w.Length; t++)
            {
                uint before15 = w[t - 15], before2 = w[t - 2];
                uint s0 =
                    BitOperations.RotateRight(before15, 7) ^ BitOperations.RotateRight(before15, 18) ^ (before15 >> 3);
                uint s1 =
                    BitOperations.RotateRight(before2, 17) ^ BitOperations.RotateRight(before2, 19) ^ (before2 >> 10);
                w[t] = s1 + w[t - 7] + s0 + w[t - 16];
            }

            for (int t = 0; t < w.Length; t++) w[t] += RoundConstants[t];
            Rounds(w);
        }
    }

    private void Rounds(ReadOnlySpan<uint> w)
    {
        uint a = _state[0], b = _state[1], c = _state[2], d = _state[3], e = _state[4], f = _state[5], g = _state[6],
            h = _state[7];
        // The eight words change their places every round: eight rounds bring each back to its own.
        for (int t = 0; t + 8 <= w.Length; t += 8)
        {
            Round(a, b, c, ref d, e, f, g, ref h, w[t]);
            Round(h, a, b, ref c, d, e, f, ref g, w[t + 1]);
            Round(g, h, a, ref b, c, d, e, ref f, w[t + 2]);
            Round(f, g, h, ref a, b, c, d, ref e, w[t + 3]);
            Round(e, f, g, ref h, a, b, c, ref d, w[t + 4]);
            Round(d, e, f, ref g, h, a, b, ref c, w[t + 5]);
            Round(c, d, e, ref f, g, h, a, ref b, w[t + 6]);
            Round(b, c, d, ref e, f, g, h, ref a, w[t + 7]);
        }

        _state[0] += a;
        _state[1] += b;
        _state[2] += c;
        _state[3] += d;
        _state[4] += e;
        _state[5] += f;
        _state[6] += g;
        _state[7] += h;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(uint a, uint b, uint c, ref uint d, uint e, uint f, uint g, ref uint h, uint scheduled)
    {
        uint s1 = BitOperations.RotateRight(e, 6) ^ BitOperations.RotateRight(e, 11) ^ BitOperations.RotateRight(e, 25);
        uint t1 = h + s1 + ((e & f) ^ (~e & g)) + scheduled;
        uint s0 = BitOperations.RotateRight(a, 2) ^ BitOperations.RotateRight(a, 13) ^ BitOperations.RotateRight(a, 22);
        d += t1;
        h = t1 + s0 + ((a & b) ^ (a & c) ^ (b & c));
    }
}
