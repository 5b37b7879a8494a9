using System.Numerics;
using MomentsDnns.Architectures.Random;

namespace MomentsDnns.Architectures.Tests.Random;

public class Philox4x32Tests
{
    // Random123, tests/kat_vectors, "philox4x32 10": zeros, ones, digits of pi.
    [Theory]
    [InlineData(0u, 0u, 0u, 0u, 0u, 0u, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(~0u, ~0u, ~0u, ~0u, ~0u, ~0u, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0xa4093822u, 0x299f31d0u,
        0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void Block_PublishedCounters_GivesThePublishedWords(
        uint c0, uint c1, uint c2, uint c3, uint key0, uint key1, uint x0, uint x1, uint x2, uint x3)
    {
        Assert.Equal((x0, x1, x2, x3), Philox4x32.Block(c0, c1, c2, c3, key0, key1));

        Assert.Equal((x0, x1, x2, x3), VectorBlocks(c0, c1, c2, c3, key0, key1)[0]);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(123456789u)]
    [InlineData(uint.MaxValue - 2)] // the counter wraps inside the vector
    public void VectorBlocks_EveryLane_IsTheScalarBlock(uint first)
    {
        (uint, uint, uint, uint)[] lanes = VectorBlocks(first, 5, 6, 7, 0x89ABCDEF, 0x01234567);
        for (int lane = 0; lane < lanes.Length; lane++)
            Assert.Equal(Philox4x32.Block(unchecked(first + (uint)lane), 5, 6, 7, 0x89ABCDEF, 0x01234567), lanes[lane]);
    }

    private static unsafe (uint, uint, uint, uint)[] VectorBlocks(
        uint first, uint c1, uint c2, uint c3, uint key0, uint key1)
    {
        Vector<ulong>* roundKeys = stackalloc Vector<ulong>[PhiloxVectors.RoundKeys];
        PhiloxVectors.ExpandKey(key0, key1, roundKeys);
        PhiloxVectors.Blocks(first, c1, c2, c3, roundKeys,
            out Vector<uint> v0, out Vector<uint> v1, out Vector<uint> v2, out Vector<uint> v3);
        return [.. Enumerable.Range(0, Vector<uint>.Count).Select(lane => (v0[lane], v1[lane], v2[lane], v3[lane]))];
    }
}
