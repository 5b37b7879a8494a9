using System.CommandLine;

namespace MomentsDnns.Cli.Options;

/// <summary>How command lines, and the options of a sweep's file, are read.</summary>
internal static class CommandLineParsing
{
    /// <summary>
    /// Response files are off: a word that begins with @ is itself, and no file's words enter in its place.
    /// </summary>
    public static ParserConfiguration Configuration { get; } = new() { ResponseFileTokenReplacer = null };
}
