using System.Diagnostics;

namespace MomentsDnns.Cli.Tests.Slurm;

/// <summary>A real Slurm of two nodes on this machine, of the script tests/Cluster/one-machine-slurm.sh; it ends with the tests.</summary>
public sealed class OneMachineCluster : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    private readonly TemporaryFolder _folder = new();
    private readonly string? _configuration, _reason;

    public OneMachineCluster()
    {
        if (!OperatingSystem.IsLinux()) _reason = "Slurm is of Linux";
        else if (!Environment.IsPrivilegedProcess) _reason = "a cluster on one machine needs root";
        else if (new[] { "slurmctld", "slurmd", "munged", "sbatch" }.FirstOrDefault(name => Found(name) is null) is { } absent)
            _reason = $"{absent} is not installed here; on Debian: apt-get install slurm-wlm munge";
        else
        {
            (int code, string output, string error) = Run("bash", Script, "start", _folder.Path, "2");
            Assert.True(code == 0, $"no cluster: {error}");
            _configuration = output.Trim();
        }
    }

    /// <summary>A folder of a test's own, whose name a shell would take apart.</summary>
    public string NewFolder() => Directory.CreateDirectory(_folder[$"work 50% {Guid.NewGuid().ToString("N")[..4]}"]).FullName;

    /// <summary>Skips a test where there is no cluster.</summary>
    public void Require()
    {
        if (_reason is not null) Assert.Skip(_reason);
    }

    /// <summary>Runs <c>moments</c> in a folder, as on the cluster's login node.</summary>
    internal Moments.Outcome Moments(string folder, params string[] arguments)
    {
        (int code, string output, string error) = RunIn(folder, "dotnet", [Path.Combine(AppContext.BaseDirectory, "moments.dll"), .. arguments]);
        return new(code, output, error);
    }

    /// <summary>Runs a program that knows the cluster.</summary>
    public (int Code, string Output, string Error) Run(string program, params string[] arguments) => RunIn(_folder.Path, program, arguments);

    /// <summary>Waits until something is so.</summary>
    /// <param name="what">What, for the message.</param>
    /// <param name="isSo">Asked many times.</param>
    /// <param name="logs">A folder whose files the message shows.</param>
    public static void Await(string what, Func<bool> isSo, string logs)
    {
        long start = Stopwatch.GetTimestamp();
        while (!isSo())
        {
            if (Stopwatch.GetElapsedTime(start) > Deadline) Assert.Fail($"{what} did not come about: {Text(logs)}");
            Thread.Sleep(20);
        }
    }

    /// <summary>Waits until no job is left.</summary>
    public void AwaitEnd(string logs) => Await("the end of all jobs", () =>
    {
        // A task that is queued again waits two minutes by Slurm's default: here it need not.
        foreach (string line in Run("squeue", "--noheader", "--states=PD", "--format=%i %r").Output.Split('\n'))
        {
            if (line.Split(' ') is [var task, "BeginTime"]) Run("scontrol", "update", $"JobId={task}", "StartTime=now");
        }

        return Run("squeue", "--noheader").Output.Trim().Length == 0;
    }, logs);

    /// <summary>What logs say.</summary>
    public static string Text(string logs) =>
        !Directory.Exists(logs) ? "no logs" : string.Join('\n', Directory.GetFiles(logs).Order(StringComparer.Ordinal).Select(file => $"{file}:\n{File.ReadAllText(file)}"));

    public void Dispose()
    {
        if (_configuration is not null) Run("bash", Script, "stop", _folder.Path);
        _folder.Dispose();
    }

    private static string Script
    {
        get
        {
            DirectoryInfo? folder = new(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MomentsDnns.sln"))) folder = folder.Parent;
            return Path.Combine(folder!.FullName, "tests", "Cluster", "one-machine-slurm.sh");
        }
    }

    private static string? Found(string program) => (Environment.GetEnvironmentVariable("PATH") + ":/usr/sbin:/sbin").Split(':').Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private (int Code, string Output, string Error) RunIn(string folder, string program, params string[] arguments)
    {
        ProcessStartInfo info = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        foreach (string name in info.Environment.Keys.Where(name => name.StartsWith("SLURM", StringComparison.Ordinal) || name.StartsWith("SBATCH", StringComparison.Ordinal)).ToArray()) info.Environment.Remove(name);
        if (_configuration is not null) info.Environment["SLURM_CONF"] = _configuration;
        using Process process = Process.Start(info)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
