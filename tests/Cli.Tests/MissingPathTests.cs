using System.Text.RegularExpressions;

namespace MomentsDnns.Cli.Tests;

/// <summary>
/// A path to be read that leads nowhere is a fault of the command line: exit code 2, one line with what to do, nothing
/// written. Every option and argument of every command that names a path stands here.
/// </summary>
public sealed partial class MissingPathTests
{
    private const string Nowhere = "nowhere";

    // What each command writes.
    private static readonly HashSet<string> s_written = ["--output", "--runs", "--figure"];

    // Command and option (or argument), then the words of a command line in which it leads nowhere.
    private static readonly (string Command, string Option, string Words)[] s_cases =
    [
        ("reproduce", "--dataset", "--dataset nowhere"), ("reproduce", "--data-dir", "--dataset mnist --data-dir nowhere"),
        ("run", "--dataset", "--dataset nowhere"), ("run", "--data-dir", "--dataset cifar10 --data-dir nowhere"),
        ("probe", "MODEL", "nowhere.onnx"), ("probe", "--state", "torchvision:resnet18 --state nowhere.pth"), ("probe", "--input", "ONNX --input x=nowhere.npy"),
        ("probe", "--dataset", "torchvision:resnet18 --init he --dataset nowhere"), ("probe", "--data-dir", "torchvision:resnet18 --init he --dataset mnist --data-dir nowhere"),
        ("probe", "--images", "torchvision:resnet18 --init he --images nowhere"),
        ("train", "--dataset", "--dataset nowhere"), ("train", "--data-dir", "--dataset cifar10 --data-dir nowhere"),
        ("analyze", "RUN", "nowhere"), ("report", "RUN", "nowhere"), ("plot", "RUN", "nowhere"), ("status", "DIR", "nowhere"), ("merge", "RUN", "nowhere --output run"), ("export", "RUN", "nowhere --output x.npz"),
        ("compare", "RUN", "nowhere nowhere"), ("compare", "--reference", "RUN --reference nowhere.npz"),
        ("sweep", "FILE", "nowhere.json"),
        ("predict", "RUN", "nowhere"), ("predict", "--reference", "--architecture bn-ff --kernel-size 1 --depth 2 --reference nowhere.npz"),
        ("predict", "--dataset", "--architecture bn-ff --kernel-size 1 --depth 2 --dataset nowhere"),
        ("predict", "--data-dir", "--architecture bn-ff --kernel-size 1 --depth 2 --dataset mnist --data-dir nowhere"),
        ("rank", "FILE|DIR", "nowhere.csv"), ("rank", "--dataset", "LIST --dataset nowhere"), ("rank", "--data-dir", "LIST --dataset cifar10 --data-dir nowhere"),
        ("import", "FILE", "nowhere.npz --output run"), ("notebook run", "FILE", "nowhere.ipynb"),
        ("info", "RUN", "nowhere"), ("info", "--dataset", "--dataset nowhere"), ("info", "--data-dir", "--dataset mnist --data-dir nowhere"),
    ];

    public static TheoryData<string, string, string> Cases() => new(s_cases.Select(c => (c.Command, c.Option, c.Words)));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Command_PathThatLeadsNowhere_OneLineAndExitCodeTwo(string command, string option, string words)
    {
        using TemporaryFolder folder = new();
        string run = Path.Combine(folder["given"], "run"), list = folder.Write("given/list.csv", "arch,accuracy\n\"(0, 0, 0, 0, 0, 0)\",40\n"u8.ToArray()),
            onnx = folder.Write("given/net.onnx", [1]);
        if (words.Contains("RUN", StringComparison.Ordinal))
            Assert.Equal(0, Moments.Run("run", "--architecture", "bn-ff", "--kernel-size", "1", "--depth", "2", "--width", "4", "--batch-size", "4", "--simulations", "2", "--quiet", "--output", run).ExitCode);
        Directory.CreateDirectory(folder["here"]);
        string[] arguments = [.. command.Split(' '), .. words.Split(' ').Select(word => word switch { "RUN" => run, "LIST" => list, "ONNX" => onnx, _ => word })];

        Moments.Outcome outcome = Moments.RunIn(folder["here"], arguments);

        string line = Assert.Single(outcome.ErrorLines);
        Assert.True(outcome.ExitCode == 2, $"{command} {option}: exit code {outcome.ExitCode}, {line}");
        Assert.Contains(Nowhere, line, StringComparison.Ordinal);
        Assert.Contains("; ", line, StringComparison.Ordinal); // the remedy
        Assert.Empty(outcome.Output);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder["here"]));
    }

    // By the commands' own help, of which docs/cli.md is a copy.
    [Fact]
    public void Cases_AreOfEveryPathThatACommandReads()
    {
        string[] expected = [.. Sections().SelectMany(s => Paths(s.Text).Select(path => $"{s.Command} {path}")).Order()];
        Assert.Contains("probe --images", expected);
        Assert.Equal(expected, s_cases.Select(c => $"{c.Command} {c.Option}").Order());
    }

    [Theory]
    [InlineData("train", "cifar-like-classes")]
    [InlineData("rank LIST", "cifar-like-classes")]
    [InlineData("run", "cifar-like")]
    public void Dataset_ThatIsNotThere_AdvisesOneThatServes(string command, string other)
    {
        using TemporaryFolder folder = new();
        string list = folder.Write("list.csv", "arch,accuracy\n\"(0, 0, 0, 0, 0, 0)\",40\n"u8.ToArray());
        Moments.Outcome outcome = Moments.RunIn(folder["."], [.. command.Replace("LIST", list, StringComparison.Ordinal).Split(' '), "--dataset", "cifar10"]);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains($"take --dataset {other}, which needs no file", Assert.Single(outcome.ErrorLines), StringComparison.Ordinal);
    }

    private static IEnumerable<(string Command, string Text)> Sections()
    {
        string text = File.ReadAllText(Path.Combine(Root(), "docs", "cli.md"));
        Match[] heads = Head().Matches(text).ToArray();
        return heads.Select((head, i) => (head.Groups[1].Value, text[head.Index..(i + 1 < heads.Length ? heads[i + 1].Index : text.Length)]));
    }

    private static IEnumerable<string> Paths(string section) =>
        Named().Matches(section).Where(m => Place().IsMatch(m.Groups[2].Value)).Select(m => m.Groups[1].Length > 0 ? m.Groups[1].Value : m.Groups[2].Value)
            .Where(name => !s_written.Contains(name));

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MomentsDnns.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("the solution's folder");
    }

    [GeneratedRegex("^##+ moments ([a-z ]+)$", RegexOptions.Multiline)]
    private static partial Regex Head();

    // An option with the name of its value, or an argument.
    [GeneratedRegex("^  (?:(--[a-z-]+) )?<([^>]+)>", RegexOptions.Multiline)]
    private static partial Regex Named();

    [GeneratedRegex(@"\b(DIR|FILE|RUN|MODEL)\b")]
    private static partial Regex Place();
}
