using System.Security.Cryptography;
using System.Text;
using MomentsDnns.Architectures.Numerics;

namespace MomentsDnns.Architectures.Tests.Numerics;

public sealed class Sha256Tests
{
    /// <summary>The examples of NIST for FIPS 180-4 (csrc.nist.gov, "Example algorithms: SHA-256"), and the hash of no bytes.</summary>
    [Theory]
    [InlineData("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")]
    public void Hashes_AreThoseOfTheStandard(string text, string expected) => Assert.Equal(expected, Sha256.HexOf(Encoding.ASCII.GetBytes(text)));

    /// <summary>Every remainder of a block, so that each case of the padding occurs, against .NET's own.</summary>
    [Fact]
    public void Hashes_OfEveryLength_AreThoseOfTheRuntime()
    {
        byte[] bytes = [.. Enumerable.Range(0, 300).Select(i => (byte)(37 * i))];
        for (int length = 0; length <= bytes.Length; length++)
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes.AsSpan(0, length))), Sha256.HexOf(bytes.AsSpan(0, length)));
    }

    [Fact]
    public void Append_DoesNotDependOnDivision()
    {
        byte[] bytes = [.. Enumerable.Range(0, 1000).Select(i => (byte)(i * i))];
        string whole = Sha256.HexOf(bytes);
        for (int piece = 1; piece <= 130; piece++)
        {
            Sha256 hash = new();
            for (int i = 0; i < bytes.Length; i += piece) hash.Append(bytes.AsSpan(i, Math.Min(piece, bytes.Length - i)));
            Assert.Equal(whole, hash.FinishHex());
        }
    }
}
