using System.Buffers.Binary;
using System.Text;
using MomentsDnns.Models.Vision;
using static TorchSharp.torch;

namespace MomentsDnns.Models.Tests.Vision;

public sealed class StateFileTests
{
    private const string Sound = """{"__metadata__":{"format":"pt"},"weight":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},"bias":{"dtype":"BF16","shape":[2],"data_offsets":[16,20]}}""";

    [Fact]
    public void LoadInto_WritesEveryType()
    {
        using TemporaryFolder folder = new();
        using TorchSharp.Modules.Linear module = nn.Linear(2, 2);
        StateFile.Read(Write(folder, Sound)).LoadInto(module);
        Assert.Equal([1f, 2, 3, 4], module.weight!.data<float>().ToArray());
        Assert.Equal([1f, -2], module.bias!.data<float>().ToArray());
    }

    [Theory]
    [InlineData("""{"weight":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]}}""", "lacks bias")]
    [InlineData("""{"weight":{"dtype":"F32","shape":[4],"data_offsets":[0,16]},"bias":{"dtype":"BF16","shape":[2],"data_offsets":[16,20]}}""", "weight is [4], the module's [2, 2]")]
    [InlineData("""{"weight":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},"bias":{"dtype":"BF16","shape":[2],"data_offsets":[16,20]},"more":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}""", "holds besides more")]
    [InlineData("""{"weight":{"dtype":"F32","shape":[2,3],"data_offsets":[0,16]}}""", "the place of weight does not fit")]
    [InlineData("""{"weight":{"dtype":"F32","shape":[2,-2],"data_offsets":[0,16]}}""", "the place of weight does not fit")]
    [InlineData("""{"weight":{"dtype":"F32","shape":[9223372036854775807,4],"data_offsets":[0,16]}}""", "is no safetensors file")]
    [InlineData("""{"weight":{"dtype":"F32","shape":[4611686018427387908],"data_offsets":[0,16]}}""", "is no safetensors file")]
    [InlineData("""{"weight":{"dtype":"F32","shape":[2,2],"data_offsets":[0,99]}}""", "the place of weight does not fit")]
    [InlineData("""{"weight":{"dtype":"Q4","shape":[2,2],"data_offsets":[0,16]}}""", "of the type Q4")]
    [InlineData("""{"weight":{"shape":[2,2],"data_offsets":[0,16]}}""", "an entry has no dtype")]
    [InlineData("""{"weight":7}""", "entry weight is no object")]
    [InlineData("[]", "header is no JSON object")]
    [InlineData("{", "is no safetensors file")]
    public void LoadInto_OfWhatDoesNotFit_IsOneLine(string header, string said)
    {
        using TemporaryFolder folder = new();
        using TorchSharp.Modules.Linear module = nn.Linear(2, 2);
        string path = Write(folder, header);
        string message = Assert.Throws<InvalidDataException>(() => StateFile.Read(path).LoadInto(module)).Message;
        Assert.Contains(said, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void Read_OfATruncatedFile_IsOneLine()
    {
        using TemporaryFolder folder = new();
        byte[] whole = File.ReadAllBytes(Write(folder, Sound));
        foreach (int length in (int[])[0, 7, 8, 40, whole.Length - 1])
        {
            File.WriteAllBytes(folder["short"], whole[..length]);
            Assert.Contains("is no safetensors file", Assert.Throws<InvalidDataException>(() => StateFile.Read(folder["short"])).Message, StringComparison.Ordinal);
        }
    }

    private static string Write(TemporaryFolder folder, string header)
    {
        byte[] text = Encoding.UTF8.GetBytes(header), file = new byte[8 + text.Length + 20];
        BinaryPrimitives.WriteUInt64LittleEndian(file, (ulong)text.Length);
        text.CopyTo(file, 8);
        for (int i = 0; i < 4; i++) BinaryPrimitives.WriteSingleLittleEndian(file.AsSpan(8 + text.Length + (4 * i)), i + 1);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(8 + text.Length + 16), 0x3F80);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(8 + text.Length + 18), 0xC000);
        string path = folder["state.safetensors"];
        File.WriteAllBytes(path, file);
        return path;
    }
}
