using MomentsDnns.Results.Storage;

namespace MomentsDnns.Toolkit.Tests.Results.Storage;

public sealed class OutputTargetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        if (File.Exists(_folder["protected.csv"])) File.SetAttributes(_folder["protected.csv"], FileAttributes.Normal);
        _folder.Dispose();
    }

    [Theory]
    [InlineData("x.csv", null)]
    [InlineData("new/folder/x.csv", null)]
    [InlineData("old.csv", null)]
    [InlineData("folder", "is a folder, a file is needed")]
    [InlineData("folder/", "is a folder's name, a file is needed")]
    [InlineData("folder/..", "is a folder's name, a file is needed")]
    [InlineData("old.csv/x.csv", "is no folder, one is needed")]
    [InlineData("protected.csv", "is write-protected")]
    [InlineData("run/experiment.json", "describes a run")]
    [InlineData("run/part-000009.parquet", "lies in the run {0}/run, which holds its own files alone")]
    [InlineData("run/figures/x.csv", "lies in the run {0}/run, which holds its own files alone")]
    [InlineData("other/x.csv", null)] // its experiment.json is another program's
    public void OfFile_NamesTheRule(string path, string? rule)
    {
        Prepare();

        Assert.Equal(rule?.Replace("{0}", _folder.Path, StringComparison.Ordinal), OutputTarget.OfFile(_folder[path])?.Rule);
    }

    [Theory]
    [InlineData("new", null, null)]
    [InlineData("folder", null, null)]
    [InlineData("run", "lies in the run {0}/run, which holds its own files alone", null)]
    [InlineData("run/inner", "lies in the run {0}/run, which holds its own files alone", "lies in the run {0}/run, which holds its own files alone")]
    [InlineData("old.csv", "is no folder, one is needed", "is no folder, one is needed")]
    [InlineData("old.csv/new/run", "needs the folder {0}/old.csv, which is none", "needs the folder {0}/old.csv, which is none")]
    public void OfFolderAndOfRun_NameTheRule(string path, string? ofFolder, string? ofRun)
    {
        Prepare();

        Assert.Equal(ofFolder?.Replace("{0}", _folder.Path, StringComparison.Ordinal), OutputTarget.OfFolder(_folder[path])?.Rule);
        Assert.Equal(ofRun?.Replace("{0}", _folder.Path, StringComparison.Ordinal), OutputTarget.OfRun(_folder[path])?.Rule);
    }

    [Fact]
    public void OfFile_Unnameable_NamesTheRule()
    {
        Assert.Equal("must not be empty", OutputTarget.OfFile("")!.Rule);
        Assert.Equal("must not be empty", OutputTarget.OfFolder("")!.Rule);
        Assert.Equal("holds a character NUL, no path can", OutputTarget.OfFile("a\0b")!.Rule);
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal("has a name of 300 bytes, file systems take 255", OutputTarget.OfFile(_folder[new string('a', 300)])!.Rule);
        Assert.Equal("must have at most 4095 bytes", OutputTarget.OfFolder(string.Concat(Enumerable.Repeat("/abc", 1100)))!.Rule);
    }

    /// <summary>A rename would put an ordinary file into the place of a device.</summary>
    [Fact]
    public void OfFile_Device_IsRefused()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("devices of Linux");

        Assert.Equal("is a device, a pipe or a socket, an ordinary file is needed", OutputTarget.OfFile("/dev/null")!.Rule);
        Assert.Equal(EntryKind.Special, FileSystemEntry.KindOf("/dev/null"));
        Assert.Equal(EntryKind.Folder, FileSystemEntry.KindOf("/"));
        Assert.Equal(EntryKind.None, FileSystemEntry.KindOf(_folder["none"]));
    }

    [Fact]
    public void Links_InACircle_OrToARun_AreRefused()
    {
        Prepare();
        try
        {
            File.CreateSymbolicLink(_folder["circle"], _folder["back"]);
            File.CreateSymbolicLink(_folder["back"], _folder["circle"]);
            File.CreateSymbolicLink(_folder["x.parquet"], _folder["run/part-000000.parquet"]);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            Assert.Skip($"cannot make a symbolic link here: {cause.Message}");
        }

        Assert.Equal("is a link that leads nowhere", OutputTarget.OfFile(_folder["circle"])!.Rule);
        Assert.Equal("is a link that leads nowhere", OutputTarget.OfRun(_folder["circle"])!.Rule);
        Assert.StartsWith("lies in the run ", OutputTarget.OfFile(_folder["x.parquet"])!.Rule);
    }

    private void Prepare()
    {
        Directory.CreateDirectory(_folder["folder"]);
        Directory.CreateDirectory(_folder["run/figures"]);
        Directory.CreateDirectory(_folder["other"]);
        foreach (string file in new[] { "old.csv", "protected.csv", "run/experiment.json", "run/writer.lock", "run/part-000000.parquet", "other/experiment.json" }) File.WriteAllText(_folder[file], "");
        File.SetAttributes(_folder["protected.csv"], FileAttributes.ReadOnly);
    }
}
