using System.Diagnostics;
using System.Globalization;
using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Benchmarks.Comparison.Harness;
using MomentsDnns.Results;

namespace MomentsDnns.Benchmarks.Comparison.Measures;

/// <summary>What our work costs at several sizes of one kind, the other sizes small.</summary>
internal static class GrowthMeasure
{
    /// <summary>The kinds, with their sizes.</summary>
    public static IReadOnlyDictionary<string, int[]> Sizes { get; } = new Dictionary<string, int[]>
    {
        ["depth"] = [100, 200, 500, 1000, 2000],
        ["width"] = [64, 128, 256, 512, 1024],
        ["batch"] = [16, 32, 64, 128],
        ["simulations"] = [1, 2, 4, 8],
    };

    /// <summary>Tells the seconds of each size. One process: the start-up and the first simulation are not in them.</summary>
    public static void Tell(string kind, Architecture architecture)
    {
        NativeRuntime.Configure();
        foreach (int size in Sizes[kind])
        {
            (int depth, int width, int batch, int simulations) = kind switch
            {
                "depth" => (size, 64, 8, 1),
                "width" => (10, size, 16, 1),
                "batch" => (10, 128, size, 1),
                _ => (50, 64, 8, size),
            };
            ExperimentConfiguration configuration = new()
            {
                Network = architecture.Ours(width, depth: depth),
                BatchSize = batch,
                Records = depth / 2,
            };

            // Of this size, so that what grows with it (buffers, heap) is there; short, the compiler having seen it all.
            ExperimentConfiguration warmUp = configuration with { Network = configuration.Network with { Depth = 10 }, Records = 5 };
            for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start).TotalSeconds < 0.5;)
                ProgramMeasures.RunAll(warmUp, 1);
            Child.Tell(size.ToString(CultureInfo.InvariantCulture), ProgramMeasures.RunAll(configuration, simulations));
        }
    }
}
