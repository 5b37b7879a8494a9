using System.IO.Compression;
using MomentsDnns.Results.Exchange;

namespace MomentsDnns.Cli.Tests;

/// <summary>Broken datasets and runs end in one line that names the file and the remedy, exit code 1, nothing written.</summary>
public sealed class BrokenFileTests
{
    private const int CifarRecord = 3073;

    public static TheoryData<string, byte[], string, string> Datasets => new()
    {
        { "cifar10/test_batch.bin", [], "cifar10", "empty" },
        { "cifar10/test_batch.bin", new byte[CifarRecord + 5], "cifar10", "byte 3073" },
        { "cifar10/test_batch.bin", [200, .. new byte[CifarRecord - 1]], "cifar10", "byte 0" },
        { "mnist/train-images-idx3-ubyte", [], "mnist", "byte 0" },
        { "mnist/train-images-idx3-ubyte", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16], "mnist", "byte 0" },
        { "mnist/train-images-idx3-ubyte", [0, 0, 8, 3, 0, 0], "mnist", "train-images-idx3-ubyte" },
        { "mnist/train-images-idx3-ubyte", [0, 0, 8, 3, 0, 0, 0, 9, 0, 0, 0, 28, 0, 0, 0, 28, 1, 2, 3], "mnist", "train-images-idx3-ubyte" },
        { "fashion-mnist/train-images-idx3-ubyte.gz", [1, 2, 3, 4], "fashion-mnist", "train-images-idx3-ubyte.gz" },
        { "fashion-mnist/train-images-idx3-ubyte.gz", Gzip([0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 28, 0, 0, 0, 28])[..20], "fashion-mnist", "train-images-idx3-ubyte.gz" },
        { "folder/a.png", [137, 80, 78, 71, 1, 2, 3], "folder", "a.png" },
    };

    [Theory]
    [MemberData(nameof(Datasets))]
    public void Run_BrokenDataset_OneLineAndExitCodeOne(string file, byte[] content, string dataset, string told)
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(Path.GetDirectoryName(folder[file])!);
        File.WriteAllBytes(folder[file], content);
        string name = dataset == "folder" ? folder[dataset] : dataset;

        Moments.Outcome outcome = Moments.Run("run", "--dataset", name, "--data-dir", folder.Path, "--output", folder["run"]);

        string line = Assert.Single(outcome.ErrorLines);
        Assert.Contains(Path.GetFileName(file), line, StringComparison.Ordinal);
        Assert.Contains(told, line, StringComparison.Ordinal);
        Assert.Contains(';', line); // the remedy
        Assert.Equal(1, outcome.ExitCode);
        Assert.False(Directory.Exists(folder["run"]));
    }

    [Theory]
    [InlineData("cifar10")]
    [InlineData("mnist")]
    [InlineData("fashion-mnist")]
    [InlineData("no-such-name")]
    public void Run_MissingDataset_NamesTheRemedy(string dataset)
    {
        using TemporaryFolder folder = new();

        Moments.Outcome outcome = Moments.Run("run", "--dataset", dataset, "--data-dir", folder.Path);

        string line = Assert.Single(outcome.ErrorLines);
        Assert.Contains($"--dataset {dataset}", line, StringComparison.Ordinal);
        Assert.Contains("cifar-like", line, StringComparison.Ordinal);
        Assert.Equal(2, outcome.ExitCode);
    }

    [Theory]
    [InlineData("plot")]
    [InlineData("export --output x.npz")]
    [InlineData("compare --reference x.npz")]
    public void Command_NoRun_SaysWhatMakesOne(string command)
    {
        using TemporaryFolder folder = new();
        string[] words = command.Split(' ');

        Moments.Outcome outcome = Moments.Run([words[0], folder.Path, .. words[1..]]);

        string line = Assert.Single(outcome.ErrorLines);
        Assert.Contains("is no run: it has no experiment.json; name a folder that moments run or moments import wrote", line, StringComparison.Ordinal);
        Assert.Equal(2, outcome.ExitCode);
    }

    [Fact]
    public void Import_NoNpz_OneLineAndExitCodeOne()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["x.npz"], "not a zip archive");

        Moments.Outcome outcome = Moments.Run("import", folder["x.npz"], "--output", folder["run"]);

        Assert.Contains("x.npz", Assert.Single(outcome.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(1, outcome.ExitCode);
        Assert.False(Directory.Exists(folder["run"]));
    }

    // A pipe that nobody writes to and a device that never ends, under the names of images.
    [Fact]
    public void Info_PipeOrDeviceAsImages_IsRefusedAtOnce()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "pipes and devices of Linux");
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["png"]);
        Directory.CreateDirectory(folder["cifar"]);
        using (System.Diagnostics.Process make = System.Diagnostics.Process.Start("mkfifo", folder["png/0.png"])) make.WaitForExit();
        File.CreateSymbolicLink(folder["cifar/data_batch_1.bin"], "/dev/zero");

        foreach ((string place, string file) in new[] { ("png", "png/0.png"), ("cifar", "cifar/data_batch_1.bin") })
        {
            Moments.Outcome outcome = Moments.Run("info", "--dataset", folder[place]);
            Assert.Equal([$"{folder[file]}: is a device or a pipe, which may never end; name a regular file"], outcome.ErrorLines);
            Assert.Equal(1, outcome.ExitCode);
        }
    }

    [Fact]
    public void Import_NoValueAtAll_NamesThePath()
    {
        using TemporaryFolder folder = new();
        NpzFile.Write(folder["x.npz"], [new("chi_loc3", NpyArray.Of([double.NaN], 1, 1)), new("depth", NpyArray.Of([1L], 1))]);

        Moments.Outcome outcome = Moments.Run("import", folder["x.npz"], "--output", folder["run"]);

        Assert.StartsWith($"{folder["x.npz"]}: holds no value at all", Assert.Single(outcome.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(1, outcome.ExitCode);
    }

    [Fact]
    public void Import_ArchitectureGiven_DecidesWhatResDepthDoesNot()
    {
        using TemporaryFolder folder = new();
        NpzFile.Write(folder["x.npz"],
            [new("chi_loc3", NpyArray.Of([2.0], 1, 1)), new("depth", NpyArray.Of([1L], 1)), new("res_depth", NpyArray.Of([2L]))]);

        Assert.Contains("--architecture vanilla, bn-ff or bn-res", Assert.Single(Moments.Run("import", folder["x.npz"], "--output", folder["run"]).ErrorLines), StringComparison.Ordinal);
        Assert.Equal(0, Moments.Run("import", folder["x.npz"], "--architecture", "vanilla", "--output", folder["run"]).ExitCode);
        Assert.Contains("\"topology\": \"feedforward\"", File.ReadAllText(folder["run/experiment.json"]), StringComparison.Ordinal);
    }

    // The limit of the runtime stands for any other.
    [Fact]
    public void Run_MoreMemoryThanThereIs_IsRefusedBeforeWork()
    {
        using TemporaryFolder folder = new();

        Moments.Outcome outcome = Moments.RunWith(("DOTNET_GCHeapHardLimit", "0x10000000"), "run", "--width", "64", "--batch-size", "2000", "--output", folder["run"]);

        string line = Assert.Single(outcome.ErrorLines);
        Assert.Matches(@"^--batch-size 2000: needs about 1\.\d GB of memory, this machine has 268 MB left; take a smaller --batch-size or --width$", line);
        Assert.Equal(2, outcome.ExitCode);
        Assert.False(Directory.Exists(folder["run"]));
    }

    [Theory]
    [InlineData("[enforce fail at alloc_cpu.cpp:117] err == 0. DefaultCPUAllocator: can't allocate memory: you tried to allocate 262144000 bytes.", true)]
    [InlineData("CUDA out of memory. Tried to allocate 2.00 GiB", true)]
    [InlineData("The size of tensor a (3) must match the size of tensor b (4)", false)]
    public void MemoryShortage_MessagesOfLibtorch_AreKnown(string message, bool isOne) =>
        Assert.Equal(isOne, Output.MemoryShortage.Is(new System.Runtime.InteropServices.ExternalException(message)));

    private static byte[] Gzip(byte[] content)
    {
        using MemoryStream stream = new();
        using (GZipStream gzip = new(stream, CompressionLevel.Fastest)) gzip.Write(content);
        return stream.ToArray();
    }
}
