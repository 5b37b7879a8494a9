using System.IO.Compression;
using MomentsDnns.Models.Vision;
using static TorchSharp.torch;

namespace MomentsDnns.Models.Tests.Vision;

public sealed class PickledStateTests : IDisposable
{
    private static readonly TorchView Weight = new("0", 4, [2, 2], [2, 1], TorchArchive.Floats(1, 2, 3, 4)),
        Bias = new("1", 2, [2], [1], [0, 0x3C, 0, 0xC0]) { Storage = "HalfStorage", IsParameter = true };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void LoadInto_OfAStateDict_WritesItsNumbers() => Loads([1, 2, 3, 4], new TorchArchive().State(("weight", Weight), ("bias", Bias)).Bytes());

    // A view of a storage that others share, transposed, from its third element on.
    [Fact]
    public void LoadInto_OfViews_TakesTheirElements()
    {
        TorchView shared = new("0", 6, [2, 2], [1, 2], TorchArchive.Floats(9, 9, 1, 2, 3, 4)) { Offset = 2 };
        Loads([1, 3, 2, 4], new TorchArchive().State(("weight", shared), ("bias", Bias)).Bytes());
    }

    [Theory]
    [InlineData("state_dict", "module.")]
    [InlineData("model", "")]
    public void LoadInto_OfACheckpoint_TakesTheStateInIt(string key, string before) => Loads([1, 2, 3, 4],
        new TorchArchive().Open(key).State((before + "weight", Weight), (before + "bias", Bias)).Close().Bytes());

    // os.system("touch ran") by REDUCE, as a hostile file would have it, and kinds of things that are no weights.
    [Fact]
    public void Read_OfWhatIsNoState_IsOneLineAndRunsNothing()
    {
        (byte[] File, string Said)[] files =
        [
            (new TorchArchive().Global("os", "system").Write('(').Unicode("touch ran").Write('t', 'R').Bytes(), "it calls os.system, which weights do not need, and nothing is run"),
            (new TorchArchive().Global("torchvision.models.resnet", "ResNet").Write(')', 0x81).Bytes(), "it holds objects of a program besides tensors: save model.state_dict() alone"),
            (new TorchArchive().Write('K', 7).Bytes(), "it holds no dictionary of tensors"),
            (new TorchArchive().Open("other").Write('K', 7).Close().Bytes(), "its entry epoch is no tensor"),
            (new TorchArchive().State(("weight", Weight with { Count = 5 })).Bytes(), "its storage 0 has 16 bytes, not 5 numbers"),
            (new TorchArchive().State(("weight", Weight with { Shape = [2, 3], Strides = [3, 1] })).Bytes(), "a tensor reaches beyond its storage"),
            (new TorchArchive().State(("weight", Weight with { Shape = [2, 2], Strides = [2, -1] })).Bytes(), "a tensor reaches beyond its storage"),
            (new TorchArchive().State(("weight", Weight with { Shape = [1000000, 1000000], Strides = [0, 0] })).Bytes(), "a tensor reaches beyond its storage"),
            (new TorchArchive().State(("weight", Weight with { Bytes = null })).Bytes(), "it lacks the storage 0"),
            (new TorchArchive().State(("weight", Weight with { Storage = "ComplexFloatStorage" })).Bytes(), "it holds a ComplexFloatStorage, a type that is not read"),
            (new TorchArchive().State(("weight", Weight)).Member("byteorder", "big"u8.ToArray()).Bytes(), "its numbers are in big endian"),
            (new TorchArchive().State(("weight", new("0", 1 << 20, [1 << 20], [1], new byte[4 << 20]))).Bytes(CompressionLevel.Optimal), "its member net/data/0 is larger than it can be"),
            (new TorchArchive().State(("weight", Weight)).Member("data.pkl", []).Bytes(), "it is damaged"),
            (new TorchArchive().Write('(').Bytes(), "its pickle is damaged"),
            (new TorchArchive().Write('h', 9).Bytes(), "its pickle is damaged"),
        ];
        foreach ((byte[] file, string said) in files)
        {
            string message = Refused(file);
            Assert.Contains(said, message, StringComparison.Ordinal);
            Assert.Contains("from safetensors.torch import save_file", message, StringComparison.Ordinal);
        }

        Assert.False(File.Exists("ran"));
        Assert.Contains("is a pickle as PyTorch before 1.6 wrote", Refused([0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46]), StringComparison.Ordinal);
    }

    // Every byte changed, and every length: what still loads has the numbers; all else is one line.
    [Fact]
    public void Read_OfDamage_IsOneLineOrTheSameNumbers()
    {
        byte[] whole = new TorchArchive().State(("weight", Weight), ("bias", Bias)).Bytes();
        int refused = 0;
        for (int at = 0; at < 2 * whole.Length; at++)
        {
            byte[] file = at < whole.Length ? [.. whole] : whole[..(at - whole.Length)];
            if (at < whole.Length) file[at] ^= (byte)(1 << (at % 8));
            string path = _folder.Write("net.pth", file);
            using TorchSharp.Modules.Linear module = nn.Linear(2, 2);
            try
            {
                StateFile.Read(path).LoadInto(module);
                Assert.Equal([1f, 2, 3, 4], module.weight!.data<float>().ToArray());
            }
            catch (InvalidDataException e)
            {
                Assert.DoesNotContain('\n', e.Message);
                Assert.StartsWith(path, e.Message, StringComparison.Ordinal);
                refused++;
            }
        }

        Assert.True(refused > 1.5 * whole.Length, $"{refused} of {2 * whole.Length}");
    }

    // A name with a line feed must not make two lines, a long one no page.
    [Fact]
    public void Read_OfStrangeNames_ShowsThemShort()
    {
        Assert.True(Refused(new TorchArchive().Global("os\u0007", new string('x', 5000)).Write(')', 'R').Bytes()).Length < 600);
        Assert.DoesNotContain('\n', Refused(new TorchArchive().Write('}', '(').Unicode("a\nb").Write('K', 1, 'u').Bytes()));
    }

    private string Refused(byte[] file)
    {
        string path = _folder.Write("net.pth", file), message = Assert.Throws<InvalidDataException>(() => StateFile.Read(path)).Message;
        Assert.StartsWith(path, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
        return message;
    }

    private void Loads(float[] weight, byte[] file)
    {
        using TorchSharp.Modules.Linear module = nn.Linear(2, 2);
        StateFile.Read(_folder.Write("net.pth", file)).LoadInto(module);
        Assert.Equal(weight, module.weight!.data<float>().ToArray());
        Assert.Equal([1f, -2], module.bias!.data<float>().ToArray());
    }
}
