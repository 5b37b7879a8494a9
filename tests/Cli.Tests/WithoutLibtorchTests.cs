using System.Diagnostics;

namespace MomentsDnns.Cli.Tests;

/// <summary>What reads, judges and draws runs needs no libtorch, half a gigabyte: only what propagates does.</summary>
public sealed class WithoutLibtorchTests
{
    [Fact]
    public void ReadingJudgingAndDrawing_NeedNoLibtorch()
    {
        using TemporaryFolder folder = new();
        string run = folder["run"];
        Assert.Equal(0, Moments.Run("run", "--architecture", "bn-res", "--kernel-size", "1", "--width", "16", "--depth", "12", "--batch-size", "8",
            "--simulations", "5", "--quiet", "--output", run).ExitCode);
        string program = CopyWithoutLibtorch(folder["program"]);

        Assert.Equal(Moments.Run("analyze", run).Output, Succeed("analyze", run));
        Assert.Contains("\"verdicts\"", Succeed("analyze", run, "--json"), StringComparison.Ordinal);
        Succeed("plot", run, "--output", folder["figures"]);
        Succeed("report", run, "--output", folder["report.html"]);
        Succeed("export", run, "--output", folder["table.csv"]);
        Succeed("compare", run, run, "--output", folder["comparison"]);
        // The copy is without it indeed.
        Assert.Contains("a native library does not load", Run("run", "--depth", "1", "--width", "8", "--output", folder["none"]).Error, StringComparison.Ordinal);

        string Succeed(params string[] arguments)
        {
            Moments.Outcome outcome = Run(arguments);
            Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
            return outcome.Output;
        }

        Moments.Outcome Run(params string[] arguments)
        {
            ProcessStartInfo info = new("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
            // TorchSharp looks for libtorch in the package cache too.
            info.Environment["NUGET_PACKAGES"] = folder["no-packages"];
            using Process process = Process.Start(info)!;
            return Moments.Finish(process);
        }
    }

    private static string CopyWithoutLibtorch(string folder)
    {
        string source = AppContext.BaseDirectory;
        foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            string name = Path.GetFileName(file), relative = Path.GetRelativePath(source, file);
            bool isManaged = name == relative && Path.GetExtension(name) is ".dll" or ".json";
            bool draws = name.Contains("SkiaSharp", StringComparison.Ordinal) || name.Contains("HarfBuzzSharp", StringComparison.Ordinal);
            if (!isManaged && !draws) continue;
            string target = Path.Combine(folder, relative);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return Path.Combine(folder, "moments.dll");
    }
}
