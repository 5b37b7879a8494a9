using System.Diagnostics;
using MomentsDnns.Limits;

namespace MomentsDnns.Toolkit.Tests.Limits;

public sealed class RegularFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_FileUpToTheBound_GivesItsBytes()
    {
        File.WriteAllBytes(_folder["a"], [1, 2, 3]);
        Assert.Equal([1, 2, 3], RegularFile.Read(_folder["a"], 3));
        Assert.Equal($"{_folder["a"]}: holds more than 2 bytes, the most that is read of such a file; name another",
            Assert.Throws<IOException>(() => RegularFile.Read(_folder["a"], 2)).Message);
    }

    [Fact]
    public void ReadText_ByteOrderMark_IsNoText()
    {
        File.WriteAllBytes(_folder["a"], [0xef, 0xbb, 0xbf, (byte)'x']);
        Assert.Equal("x", RegularFile.ReadText(_folder["a"], 10));
    }

    [Fact]
    public void Read_Folder_IsRefused() => Assert.EndsWith("is a folder; name a file", Assert.Throws<IOException>(() => RegularFile.Read(Path.GetTempPath(), 1)).Message);

    [Fact]
    public void Read_Nothing_IsToldAsSuch() => Assert.Throws<FileNotFoundException>(() => RegularFile.Read(_folder["none"], 1));

    // Opening the pipe would wait for a writer, reading the device would never end.
    [Fact]
    public void Read_PipeOrLinkToDevice_IsRefusedAtOnce()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "pipes and devices of Linux");
        using (Process make = Process.Start("mkfifo", _folder["pipe"])) make.WaitForExit();
        File.CreateSymbolicLink(_folder["zero"], "/dev/zero");
        foreach (string name in new[] { "pipe", "zero" })
        {
            string path = _folder[name];
            Assert.Equal($"{path}: is a device or a pipe, which may never end; name a regular file", Assert.Throws<IOException>(() => RegularFile.Read(path, int.MaxValue)).Message);
        }
    }

    [Fact]
    public void Read_FileThatStatesNoLength_IsReadToItsEnd()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "files of /proc state a length of 0");
        Assert.Equal(File.ReadAllBytes("/proc/self/auxv"), RegularFile.Read("/proc/self/auxv", 1 << 20));
        Assert.Throws<IOException>(() => RegularFile.Read("/proc/self/auxv", 8));
    }

    [Fact]
    public void Of_LongTextWithControls_IsShortAndEscaped()
    {
        Assert.Equal(@"a\x1b[0m...", ShortText.Of("a\u001b[0mtail", 5));
        Assert.Equal("short", ShortText.Of("short"));
    }
}
