using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace MomentsDnns.Benchmarks.Comparison.Harness;

/// <summary>A process of its own for each measurement: allocator, OpenMP and heap are as that program finds or sets them.</summary>
internal static class Child
{
    /// <summary>What would make the defaults other than defaults.</summary>
    private static readonly string[] Settings =
        ["GOMP_SPINCOUNT", "OMP_WAIT_POLICY", "KMP_BLOCKTIME", "THP_MEM_ALLOC_ENABLE"];

    /// <summary>What a process took, seen from outside.</summary>
    /// <param name="Output">Its standard output.</param>
    /// <param name="Seconds">From start to end.</param>
    /// <param name="PeakMegabytes">The most memory that was resident, up to the last look at it before the end.</param>
    public sealed record Outcome(string Output, double Seconds, double PeakMegabytes);

    /// <summary>Prints a number for the parent.</summary>
    public static void Tell(string name, double value) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {value:R}"));

    /// <summary>Runs a measurement in a new process of this program.</summary>
    /// <param name="measure">Its name behind the verb <c>measure</c>.</param>
    /// <param name="options">Its options, name and value in turn.</param>
    /// <returns>The numbers that it told, by their names.</returns>
    public static Dictionary<string, double> Measure(string measure, params string[] options) =>
        Numbers(Run(Self([.. (string[])["measure", measure], .. options])).Output);

    /// <summary>The command that starts this program again.</summary>
    public static ProcessStartInfo Self(params string[] arguments) => Dotnet([Assembly.GetExecutingAssembly().Location, .. arguments]);

    /// <summary>The command that starts a program of .NET.</summary>
    public static ProcessStartInfo Dotnet(params string[] arguments)
    {
        ProcessStartInfo info = new("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string name in info.Environment.Keys.Where(k => Settings.Contains(k) || k.StartsWith("MALLOC_", StringComparison.Ordinal)).ToList())
            info.Environment.Remove(name);
        return info;
    }

    /// <summary>Runs a process to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message has its last line of error.</exception>
    public static Outcome Run(ProcessStartInfo info)
    {
        Stopwatch clock = Stopwatch.StartNew();
        using Process process = Process.Start(info)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        long peak = 0;
        while (!process.WaitForExit(50)) peak = Math.Max(peak, Peak(process));
        double seconds = clock.Elapsed.TotalSeconds;
        process.WaitForExit();
        if (process.ExitCode == 0) return new Outcome(output.Result, seconds, peak / (double)(1 << 20));
        string reason = error.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault("it said nothing");
        throw new InvalidOperationException(
            $"{string.Join(' ', info.ArgumentList.Skip(1))} ended with exit code {process.ExitCode}: {reason}");
    }

    public static Dictionary<string, double> Numbers(string output) => output
        .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '))
        .ToDictionary(words => words[0], words => double.Parse(words[1], CultureInfo.InvariantCulture));

    private static long Peak(Process process)
    {
        try
        {
            process.Refresh();
            return process.PeakWorkingSet64;
        }
        catch (InvalidOperationException)
        {
            return 0; // it has just ended
        }
    }
}
