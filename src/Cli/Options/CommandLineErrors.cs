using System.CommandLine;
using System.CommandLine.Parsing;
using MomentsDnns.Architectures.Text;

namespace MomentsDnns.Cli.Options;

/// <summary>What is wrong with a command line, a line for each fault, in the form: what, value, rule, remedy.</summary>
internal static class CommandLineErrors
{
    /// <summary>The lines.</summary>
    public static string Lines(ParseResult parsed)
    {
        string help = $"see moments {Path(parsed.CommandResult)}--help";
        string[] unknown = [.. parsed.UnmatchedTokens.Where(token => token.StartsWith('-'))];
        // What stands behind an unknown option is most likely its value: the option alone is told.
        List<string> lines = unknown.Length > 0
            ? [.. unknown.Select(token => $"{token}: is no option of this "
            + $"command{Nearest(token, parsed.CommandResult.Command)}; {help}")]
            : [.. parsed.UnmatchedTokens.Select(token => $"{token}: is not expected here; {help}")];
        if (lines.Count == 0)
        {
            lines.AddRange(parsed.Errors.Select(e => e.Message.Contains(';') ? e.Message
                : $"{e.Message.TrimEnd('.')}; {help}").Distinct());
        }
        return string.Join(Environment.NewLine, lines.Select(ShownText.Of));
    }

    // The command's name behind those of the commands that it belongs to.
    private static string Path(SymbolResult? result) =>
        result is not CommandResult { Command: not RootCommand } command ? ""
        : $"{Path(command.Parent)}{command.Command.Name} ";

    // The option that differs by the fewest letters, where they are few.
    private static string Nearest(string token, Command command)
    {
        (string Name, int Distance) best = command.Options.Select(o => (o.Name, Distance(o.Name, token)))
            .DefaultIfEmpty(("", int.MaxValue)).MinBy(o => o.Item2);
        return best.Distance <= 3 ? $", perhaps {best.Name} is meant" : "";
    }

    // Levenshtein's edit distance.
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
