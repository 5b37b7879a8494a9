using System.Text;
using System.Text.RegularExpressions;

namespace MomentsDnns.Cli.Tests;

/// <summary><c>docs/cli.md</c> is what the commands themselves say with <c>--help</c>.</summary>
public sealed partial class CommandLineDocumentTests
{
    // Rewrites the document instead of checking it: MOMENTS_UPDATE_DOCS=1 dotnet test -c Release tests/Cli.Tests
    private const string UpdateVariable = "MOMENTS_UPDATE_DOCS";

    [Fact]
    public void Document_IsWhatHelpSays()
    {
        string path = Path.Combine(Root(), "docs", "cli.md"), expected = Document();
        if (Environment.GetEnvironmentVariable(UpdateVariable) is { Length: > 0 }) File.WriteAllText(path, expected);
        Assert.True(File.ReadAllText(path) == expected, $"docs/cli.md is not what --help says; run this test with {UpdateVariable}=1 to write it anew");
    }

    private static string Document()
    {
        string root = Help();
        StringBuilder text = new("# The command line\n\nWhat `--help` says; this page is generated from it, and a test holds it to that.\n\n");
        text.Append("```text\n").Append(root).Append("```\n");
        foreach (string command in CommandNames(root))
        {
            string help = Help(command);
            text.Append("\n## moments ").Append(command).Append("\n\n```text\n").Append(help).Append("```\n");
            foreach (string inner in CommandNames(help)) text.Append("\n### moments ").Append(command).Append(' ').Append(inner).Append("\n\n```text\n").Append(Help(command, inner)).Append("```\n");
        }

        return text.ToString();
    }

    private static IEnumerable<string> CommandNames(string help) =>
        !help.Contains("\nCommands:\n", StringComparison.Ordinal) ? []
        : help[(help.IndexOf("\nCommands:\n", StringComparison.Ordinal) + 11)..].Split('\n').TakeWhile(l => l.StartsWith("  ", StringComparison.Ordinal))
            .Select(l => CommandName().Match(l)).Where(m => m.Success).Select(m => m.Groups[1].Value);

    private static string Help(params string[] command)
    {
        (int code, string output, string error) = Moments.Run([.. command, "--help"]);
        Assert.Equal((0, ""), (code, error));
        return string.Join('\n', output.ReplaceLineEndings("\n").Trim().Split('\n').Select(l => l.TrimEnd())) + "\n";
    }

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MomentsDnns.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("the solution's folder");
    }

    [GeneratedRegex("^  ([a-z]+)")]
    private static partial Regex CommandName();
}
