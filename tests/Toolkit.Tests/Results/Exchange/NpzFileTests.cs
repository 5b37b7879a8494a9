using System.IO.Compression;
using System.Text;
using MomentsDnns.Architectures.Random;
using MomentsDnns.Results.Exchange;

namespace MomentsDnns.Toolkit.Tests.Results.Exchange;

/// <summary>Expected bytes follow NumPy's description of the format (numpy.lib.format, NEP 1).</summary>
public sealed class NpzFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(new int[0], "()")]
    [InlineData(new[] { 6 }, "(6,)")]
    [InlineData(new[] { 2, 3 }, "(2, 3)")]
    public void Write_Array_GivesNumpysBytes(int[] shape, string shapeText)
    {
        double[] values = [.. Enumerable.Range(0, shape.Aggregate(1, (a, b) => a * b)).Select(i => i + 0.5)];
        using MemoryStream stream = new();

        NpyFormat.Write(stream, NpyArray.Of(values, shape));

        // 10 bytes of lead and 118 of header: the elements begin at 128, a multiple of 64
        string header = $"{{'descr': '<f8', 'fortran_order': False, 'shape': {shapeText}, }}".PadRight(117) + "\n";
        byte[] expected = [0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. Encoding.ASCII.GetBytes(header), .. values.SelectMany(BitConverter.GetBytes)];
        Assert.Equal(expected, stream.ToArray());
    }

    [Fact]
    public void Read_WhatWasWritten_IsEqual()
    {
        string path = _folder["a.npz"];
        NpzFile.Write(path, [new("x", NpyArray.Of([1.5, double.NaN, double.PositiveInfinity], 1, 3)), new("n", NpyArray.Of([-7L])), new("empty", NpyArray.Of(Array.Empty<double>(), 0, 3))]);

        IReadOnlyDictionary<string, NpyArray> read = NpzFile.Read(path);

        Assert.Equal(["x", "n", "empty"], read.Keys);
        Assert.Equal([1, 3], read["x"].Shape);
        Assert.Equal([1.5, double.NaN, double.PositiveInfinity], Enumerable.Range(0, 3).Select(read["x"].Double));
        Assert.Equal(NpyType.Int64, read["n"].Type);
        Assert.Empty(read["n"].Shape);
        Assert.Equal(-7, read["n"].Int64(0));
        Assert.Equal([0, 3], read["empty"].Shape);
        Assert.Equal(0, read["empty"].Count);
    }

    [Fact]
    public void Write_Twice_GivesSameBytesUncompressed()
    {
        KeyValuePair<string, NpyArray>[] arrays = [new("x", NpyArray.Of(new double[1000], 10, 100))];
        NpzFile.Write(_folder["a.npz"], arrays);
        NpzFile.Write(_folder["b.npz"], arrays);

        Assert.Equal(File.ReadAllBytes(_folder["a.npz"]), File.ReadAllBytes(_folder["b.npz"]));
        using ZipArchive archive = ZipFile.OpenRead(_folder["a.npz"]);
        ZipArchiveEntry entry = Assert.Single(archive.Entries);
        Assert.Equal("x.npy", entry.FullName);
        Assert.Equal(8128, entry.Length);
        Assert.Equal(8128, entry.CompressedLength);
        Assert.Equal(new DateTime(1980, 1, 1), entry.LastWriteTime.DateTime);
    }

    [Theory]
    [InlineData(1, "<f4", "0000C03F 000020C0", 1.5, -2.5)]
    [InlineData(2, "<f8", "000000000000F83F 00000000000004C0", 1.5, -2.5)]
    [InlineData(3, "<i4", "03000000 FEFFFFFF", 3, -2)]
    [InlineData(1, "<i8", "0300000000000000 FEFFFFFFFFFFFFFF", 3, -2)]
    [InlineData(2, "<f16", "00000000000000C0FF3F0000EEEEEEEE 00000000000000A000C0EEEEEEEEEEEE", 1.5, -2.5)]
    public void Read_EveryTypeAndVersion_GivesTheValues(int version, string descr, string hex, double first, double second)
    {
        NpyArray array = NpyFormat.Read(Npy(version, $"{{'descr': '{descr}', 'fortran_order': False, 'shape': (2,), }}", hex));

        Assert.Equal([2], array.Shape);
        Assert.Equal([first, second], [array.Double(0), array.Double(1)]);
        Assert.Equal(Math.Log(first), array.Log(0), 1e-15);
        Assert.Equal(double.NaN, array.Log(1));
    }

    [Theory]
    [InlineData("{'descr': '>f8', 'fortran_order': False, 'shape': (1,), }", "its dtype is >f8, readable are <f4, <f8, <f16, <i4, <i8; save it as x.astype('<f8')")]
    [InlineData("{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (1,), }", "its dtype is structured")]
    [InlineData("{'descr': '<f8', 'fortran_order': True, 'shape': (1, 1), }", "it is in Fortran order; save it as numpy.ascontiguousarray(x)")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }", "it holds 8 bytes of elements, its shape asks for 24; get the file anew")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (-1,), }", "its shape (-1,) cannot be read")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999,), }", "its shape (99999999999,) cannot be read")]
    [InlineData("hello", "its header cannot be read: hello")]
    public void Read_UnsupportedArray_SaysWhatToDo(string header, string message)
    {
        string path = _folder["a.npz"];
        using (ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create))
        using (Stream stream = archive.CreateEntry("x.npy").Open())
        {
            stream.Write(Npy(1, header, "000000000000F83F"));
        }

        Assert.StartsWith($"{path}, array x.npy: {message}", Assert.Throws<InvalidDataException>(() => NpzFile.Read(path)).Message);
    }

    // Fields in another order, the other quotes, commas and brackets in a structured type: NumPy reads a dictionary.
    [Theory]
    [InlineData("{'shape': (2,), 'fortran_order': False, 'descr': '<f8'}")]
    [InlineData("  { \"descr\" : \"<f8\" , \"fortran_order\" : False , \"shape\" : ( 2 ) }")]
    public void Parse_OtherFormsOfTheDictionary_AreRead(string header) => Assert.Equal([2], NpyHeader.Parse(header).Shape);

    [Theory]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (2,), 'shape': (3,)}")]
    [InlineData("{'descr': '<f8', 'fortran_order': False, 'shape': (2,}")]
    [InlineData("{'descr': '<f8', 'fortran_order': False}")]
    [InlineData("{'descr': '<f8', 'fortran_order': Maybe, 'shape': (2,)}")]
    [InlineData("{'descr': '<f8, 'fortran_order': False, 'shape': (2,)}")]
    [InlineData("{'descr': '<f16', 'fortran_order': False, 'shape': (2147483647, 2147483647, 2147483647)}")] // 2^93: beyond 64 bits
    [InlineData("{'descr': '<f16', 'fortran_order': False, 'shape': (1073741824, 1073741824)}")] // its bytes alone are: 2^64
    public void Parse_NoSuchDictionary_IsRefused(string header) =>
        Assert.Contains("cannot be read", Assert.Throws<InvalidDataException>(() => NpyHeader.Parse(header)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("'shape':(")]
    [InlineData("{'a':")]
    [InlineData("((((((")]
    public void Parse_LongestHeader_TakesLittleTimeAndAShortLine(string repeated)
    {
        string header = "{" + string.Concat(Enumerable.Repeat(repeated, 2000))[..(NpyHeader.LargestLength - 2)] + "}";
        System.Diagnostics.Stopwatch clock = System.Diagnostics.Stopwatch.StartNew();
        Assert.InRange(Assert.Throws<InvalidDataException>(() => NpyHeader.Parse(header)).Message.Length, 1, 200);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 2); // the regular expression before took 11 s for as long a header
    }

    [Fact]
    public void Read_HeaderBeyondNumpysBound_IsRefused() => Assert.Contains("10000 at most are read, as NumPy does",
        Assert.Throws<InvalidDataException>(() => NpyFormat.Read(Npy(2, new string(' ', 10_001), ""))).Message, StringComparison.Ordinal);

    // 64 MB of zeros behind a header of 6 numbers, and 1 GB that 100 bytes cannot hold: the memory of neither is taken.
    [Fact]
    public void Read_MoreThanTheHeaderStates_IsRefusedWithoutItsMemory()
    {
        string path = _folder["a.npz"];
        using (ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create))
        using (Stream stream = archive.CreateEntry("x.npy", CompressionLevel.SmallestSize).Open())
        {
            stream.Write(Npy(1, "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }", ""));
            stream.Write(new byte[64 << 20]);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal($"{path}, array x.npy: it holds 67108864 bytes of elements, its shape asks for 48; get the file anew",
            Assert.Throws<InvalidDataException>(() => NpzFile.Read(path)).Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    [Fact]
    public void Read_NameWithControlCharacters_IsShownEscapedAndShort()
    {
        string path = _folder["a.npz"];
        using (ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create)) archive.CreateEntry("\u001b[31m" + new string('x', 500)).Open().Dispose();
        string message = Assert.Throws<InvalidDataException>(() => NpzFile.Read(path)).Message;
        Assert.DoesNotContain('\u001b', message);
        Assert.InRange(message.Length, 1, path.Length + 200);
    }

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Optimal)]
    public void Read_AnyByteChanged_IsRefusedOrGivesTheSame(CompressionLevel compression)
    {
        string path = _folder["a.npz"];
        using (ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            foreach (string name in (string[])["chi_loc1", "chi_loc3"])
            {
                using Stream stream = archive.CreateEntry(name + ".npy", compression).Open();
                NpyFormat.Write(stream, NpyArray.Of([.. Enumerable.Range(0, 20).Select(i => Math.Sqrt(i + name[^1]))], 2, 10));
            }
        }

        byte[] whole = File.ReadAllBytes(path), changed = [.. whole];
        string expected = Text(NpzFile.Read(path));
        RandomStream random = new(1, 0, 0, default);
        int refused = 0;
        for (int at = 0; at < whole.Length; at++)
        {
            changed[at] ^= (byte)(1 << (int)(8 * random.NextDouble()));
            File.WriteAllBytes(path, changed);
            try
            {
                Assert.Equal(expected, Text(NpzFile.Read(path)));
            }
            catch (InvalidDataException)
            {
                refused++;
            }

            changed[at] = whole[at];
        }

        Assert.InRange(refused, whole.Length / 2, whole.Length);

        static string Text(IReadOnlyDictionary<string, NpyArray> arrays) => string.Join('\n', arrays.Select(a =>
            $"{a.Key} {string.Join(',', a.Value.Shape)} {string.Join(' ', Enumerable.Range(0, a.Value.Count).Select(a.Value.Double))}"));
    }

    [Fact]
    public void Read_NameOfAMemberChanged_IsRefused()
    {
        string path = _folder["a.npz"];
        NpzFile.Write(path, [new("chi_loc1", NpyArray.Of([1.0], 1, 1))]);
        byte[] bytes = File.ReadAllBytes(path);
        int inDirectory = bytes.AsSpan().LastIndexOf("chi_loc1"u8);
        bytes[inDirectory + 7] = (byte)'3';
        File.WriteAllBytes(path, bytes);

        Assert.Equal($"{path}, array chi_loc3.npy: its name stands nowhere before a content; the file is damaged, get it anew",
            Assert.Throws<InvalidDataException>(() => NpzFile.Read(path)).Message);
    }

    [Fact]
    public void Read_CompressedFile_GivesTheValues()
    {
        string path = _folder["a.npz"];
        using (ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create))
        using (Stream stream = archive.CreateEntry("x.npy", CompressionLevel.SmallestSize).Open())
        {
            stream.Write(Npy(1, "{'descr': '<f8', 'fortran_order': False, 'shape': (), }", "000000000000F83F"));
        }

        Assert.Equal(1.5, NpzFile.Read(path)["x"].Double(0));
    }

    [Fact]
    public void Read_CutOffFile_NamesIt()
    {
        string path = _folder["a.npz"];
        NpzFile.Write(path, [new("x", NpyArray.Of(new double[100], 100))]);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..500]);

        Assert.StartsWith(path, Assert.Throws<InvalidDataException>(() => NpzFile.Read(path)).Message);
    }

    [Fact]
    public void Of_ShapeThatDoesNotFit_Throws() => Assert.Throws<ArgumentException>(() => NpyArray.Of(new double[5], 2, 3));

    internal static byte[] Npy(int version, string header, string hex)
    {
        header += "\n";
        byte[] length = version == 1 ? BitConverter.GetBytes((ushort)header.Length) : BitConverter.GetBytes(header.Length);
        return [0x93, .. "NUMPY"u8, (byte)version, 0, .. length, .. Encoding.ASCII.GetBytes(header), .. Convert.FromHexString(hex.Replace(" ", ""))];
    }
}
