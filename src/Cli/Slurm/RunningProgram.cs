using System.Diagnostics;
using System.Reflection;

namespace MomentsDnns.Cli.Slurm;

/// <summary>This program as another process is started with it.</summary>
internal static class RunningProgram
{
    /// <summary>
    /// The words of a command that starts it, paths absolute: the program's own file, or <c>dotnet</c> and its
    /// assembly.
    /// </summary>
    public static IReadOnlyList<string> Words { get; } = Find();

    /// <summary>Runs a program of Slurm and gives what it printed.</summary>
    /// <param name="program">Its name, looked for along PATH.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>Exit code, standard output and standard error; null where there is no such program.</returns>
    public static (int Code, string Output, string Error)? Run(string program, params IEnumerable<string> arguments)
    {
        ProcessStartInfo start =
            new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        Process? started = null;
        try
        {
            started = Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null; // no such file, or not to be executed
        }

        using Process process = started!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    private static IReadOnlyList<string> Find()
    {
        string path = Environment.ProcessPath
            ?? throw new NotSupportedException("this system does not tell the path of the program");
        return Path.GetFileNameWithoutExtension(path) == "dotnet"
            ? [path, Assembly.GetEntryAssembly()!.Location] : [path];
    }
}
