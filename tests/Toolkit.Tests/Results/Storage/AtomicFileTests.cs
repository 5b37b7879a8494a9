using System.Text;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Toolkit.Tests.Results.Storage;

/// <summary>Files are whole or not there, and nothing but the file that was named changes.</summary>
public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_FolderMissing_IsMade()
    {
        AtomicFile.Write(In("a", "b", "x.csv"), "1");

        Assert.Equal("1", File.ReadAllText(In("a", "b", "x.csv")));
        Assert.Equal(["x.csv"], Directory.GetFileSystemEntries(In("a", "b")).Select(Path.GetFileName));
    }

    [Fact]
    public void Write_WriterFails_KeepsTheOldFileAndNothingElse()
    {
        File.WriteAllText(In("x.csv"), "old");

        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(In("x.csv"), stream =>
        {
            stream.Write("half"u8);
            throw new InvalidOperationException();
        }));

        Assert.Equal("old", File.ReadAllText(In("x.csv")));
        Assert.Equal(["x.csv"], Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void Write_NeighboursOfLikelyNames_AreNotTouched()
    {
        string[] names = ["x.csv.tmp", ".x.csv.tmp", "x.csv~"];
        foreach (string name in names) File.WriteAllText(In(name), "mine");
        string[] during = [];

        AtomicFile.Write(In("x.csv"), stream =>
        {
            during = [.. Directory.GetFiles(_folder.Path).Select(path => Path.GetFileName(path))];
            stream.Write("1"u8);
        });

        Assert.All(names, name => Assert.Equal("mine", File.ReadAllText(In(name))));
        string temporary = Assert.Single(during.Except(names));
        Assert.Matches($@"^\.x\.csv\.[A-Za-z0-9_-]+-[0-9a-f]{{8}}-{Environment.ProcessId}-[0-9]+-[0-9a-f]{{32}}\.tmp$", temporary);
        Assert.NotEqual(TemporaryName.For(In("x.csv")), TemporaryName.For(In("x.csv")));
    }

    [Fact]
    public void Write_LongName_HasATemporaryNameThatFits()
    {
        string name = new string('ü', 123) + ".csv"; // 250 bytes

        AtomicFile.Write(In(name), "1");

        Assert.True(File.Exists(In(name)));
        Assert.True(Encoding.UTF8.GetByteCount(Path.GetFileName(TemporaryName.For(In(name)))) <= 255);
    }

    [Fact]
    public void Write_Link_ReplacesWhatItLeadsTo()
    {
        Directory.CreateDirectory(In("data"));
        File.WriteAllText(In("data", "target"), "old");
        Link(In("x.csv"), Path.Combine("data", "target"));

        AtomicFile.Write(In("x.csv"), "new");

        Assert.Equal(Path.Combine("data", "target"), new FileInfo(In("x.csv")).LinkTarget);
        Assert.Equal("new", File.ReadAllText(In("data", "target")));
        Assert.Equal(["target"], Directory.GetFileSystemEntries(In("data")).Select(Path.GetFileName));
    }

    [Fact]
    public void Write_LinkToNothingYet_MakesIt()
    {
        Link(In("x.csv"), In("later.csv"));

        AtomicFile.Write(In("x.csv"), "new");

        Assert.NotNull(new FileInfo(In("x.csv")).LinkTarget);
        Assert.Equal("new", File.ReadAllText(In("later.csv")));
    }

    [Fact]
    public void WriteOwn_Link_IsReplacedAndNotFollowed()
    {
        File.WriteAllText(In("victim"), "mine");
        Link(In("experiment.json"), In("victim"));

        AtomicFile.WriteOwn(In("experiment.json"), "{}"u8.ToArray());

        Assert.Equal("mine", File.ReadAllText(In("victim")));
        Assert.Null(new FileInfo(In("experiment.json")).LinkTarget);
    }

    [Fact]
    public void Write_ExistingFile_KeepsItsPermissions()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("permissions of Unix");
            return;
        }

        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherWrite;
        File.WriteAllText(In("x.csv"), "old");
        File.SetUnixFileMode(In("x.csv"), mode);

        AtomicFile.Write(In("x.csv"), "new");

        Assert.Equal(mode, File.GetUnixFileMode(In("x.csv")));
    }

    /// <summary>The numbers of the system's errors, which .NET keeps, in words with a remedy.</summary>
    [Theory]
    [InlineData(28, "no space is left on the disk; free some, or name a place on another disk")]
    [InlineData(30, "lies in a file system that is read only; name another place")]
    [InlineData(5, "cannot be written (what the system said); name another place")]
    public void Write_SystemRefuses_OneLineWithTheRemedy(int error, string told)
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("errors of Unix");

        Assert.Equal($"{In("x.csv")}: {told}",
            Assert.Throws<OutputException>(() => AtomicFile.Write(In("x.csv"), _ => throw new IOException("what the\nsystem said.", error))).Message);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void RemoveUnfinished_WhileWriting_LeavesNothing()
    {
        Assert.ThrowsAny<IOException>(() => AtomicFile.Write(In("x.csv"), _ => AtomicFile.RemoveUnfinished()));

        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    /// <summary>Those of this host's dead processes alone, and of the names asked for.</summary>
    [Fact]
    public void Abandoned_OthersFiles_AreNone()
    {
        string mine = Path.GetFileName(TemporaryName.For(In("part-000001.parquet"))); // of this process, which lives
        string dead = mine.Replace($"-{Environment.ProcessId}-", "-999999999-", StringComparison.Ordinal);
        string[] names =
        [
            mine, dead, dead.Replace("part-000001.parquet", "thesis.tex", StringComparison.Ordinal),
            System.Text.RegularExpressions.Regex.Replace(dead, "parquet\\.[^.]*-999999999", "parquet.elsewhere-999999999"), "part-000001.parquet.tmp",
        ];
        foreach (string name in names) File.WriteAllText(In(name), "");

        Assert.Equal([In(dead)], PartFile.Abandoned(_folder.Path));
        Assert.Equal(5, Directory.GetFiles(_folder.Path).Length);
    }

    private static void Link(string path, string target)
    {
        try
        {
            File.CreateSymbolicLink(path, target);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            Assert.Skip($"cannot make a symbolic link here: {cause.Message}");
        }
    }

    private string In(params string[] names) => Path.Combine([_folder.Path, .. names]);
}
