using System.Diagnostics;

namespace MomentsDnns.Cli.Tests;

/// <summary>Runs the built command as a process of its own, as a user does.</summary>
internal static class Moments
{
    private static readonly string[] JobPrefixes = ["SLURM_", "SBATCH_", "AWS_BATCH_", "LSB_", "PBS_", "HQ_", "SGE_", "JOB_", "KUBERNETES_"];

    /// <summary>What a finished process left.</summary>
    public sealed record Outcome(int ExitCode, string Output, string Error)
    {
        /// <summary>The lines on standard error.</summary>
        public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public static Outcome Run(params string[] arguments)
    {
        using Process process = Start(arguments);
        return Finish(process);
    }

    /// <summary>Runs a program of the folder samples, which has the same command line.</summary>
    public static Outcome RunSample(string sample, params string[] arguments)
    {
        ProcessStartInfo info = Command(arguments, $"MomentsDnns.Samples.{sample}");
        using Process process = Process.Start(info)!;
        return Finish(process);
    }

    /// <summary>Runs in a folder, to which relative paths belong.</summary>
    public static Outcome RunIn(string folder, params string[] arguments)
    {
        ProcessStartInfo info = Command(arguments);
        info.WorkingDirectory = folder;
        using Process process = Process.Start(info)!;
        return Finish(process);
    }

    /// <summary>Runs with a variable of the environment set.</summary>
    public static Outcome RunWith((string Name, string Value) variable, params string[] arguments)
    {
        ProcessStartInfo info = Command(arguments);
        info.Environment[variable.Name] = variable.Value;
        using Process process = Process.Start(info)!;
        return Finish(process);
    }

    /// <summary>Runs by a shell of Unix in a folder, with redirections of its language or a pipe behind the command.</summary>
    public static Outcome RunInShell(string folder, string arguments, string redirections)
    {
        ProcessStartInfo info = Command([]);
        string program = $"dotnet '{info.ArgumentList[0]}'";
        info.FileName = "sh";
        info.ArgumentList.Clear();
        info.ArgumentList.Add("-c");
        info.ArgumentList.Add($"{program} {arguments} {redirections}");
        info.WorkingDirectory = folder;
        using Process process = Process.Start(info)!;
        return Finish(process);
    }

    public static Process Start(params string[] arguments) => Process.Start(Command(arguments))!;

    /// <summary>
    /// Starts a process that SIGINT reaches. A shell's background jobs ignore the signal and hand that on to what they start,
    /// these tests among them: on Linux it is given back its meaning.
    /// </summary>
    public static Process StartInterruptible(params string[] arguments) => StartInterruptible(null, arguments);

    /// <summary>The same with a variable of the environment set.</summary>
    public static Process StartInterruptible((string Name, string Value)? variable, params string[] arguments)
    {
        ProcessStartInfo info = Command(arguments);
        if (variable is { } set) info.Environment[set.Name] = set.Value;
        if (OperatingSystem.IsLinux())
        {
            info.ArgumentList.Insert(0, "--default-signal=INT,TERM,USR1,USR2");
            info.ArgumentList.Insert(1, info.FileName);
            info.FileName = "env";
        }

        return Process.Start(info)!;
    }

    public static Outcome Finish(Process process)
    {
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromMinutes(10)))
        {
            process.Kill();
            throw new TimeoutException("moments did not end within 10 minutes");
        }

        return new Outcome(process.ExitCode, output.Result, error.Result);
    }

    private static ProcessStartInfo Command(string[] arguments, string assembly = "moments")
    {
        ProcessStartInfo info = new("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        info.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, assembly + ".dll"));
        foreach (string argument in arguments) info.ArgumentList.Add(argument);
        info.Environment.Remove("MOMENTS_DATA");
        // The tests may be a job of a cluster themselves: what they start is none.
        foreach (string name in info.Environment.Keys.Where(name => JobPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))).ToArray()) info.Environment.Remove(name);
        return info;
    }
}
