using System.Reflection;
using System.Runtime.Intrinsics;
using TorchSharp;

namespace MomentsDnns.Benchmarks.Comparison.Harness;

/// <summary>Where something was measured, in one line.</summary>
internal static class Machine
{
    public static string Describe(string? date)
    {
        string vectors = Vector512.IsHardwareAccelerated ? "512" : Vector256.IsHardwareAccelerated ? "256" : "128";
        string torchSharp = typeof(torch).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?
            .InformationalVersion.Split('+')[0] ?? "unknown";
        string line = $"{Processor()}, {Environment.ProcessorCount} cores, {vectors}-bit vectors, .NET {Environment.Version}, "
            + $"libtorch {torch.__version__} (TorchSharp {torchSharp})";
        return date is null ? line : $"{line}, {date}";
    }

    private static string Processor()
    {
        const string list = "/proc/cpuinfo";
        string? line = File.Exists(list)
            ? File.ReadLines(list).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line?.Split(':')[1].Trim() ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? "unknown processor";
    }
}
