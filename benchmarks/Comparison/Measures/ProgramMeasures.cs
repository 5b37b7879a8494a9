using System.Diagnostics;
using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Benchmarks.Comparison.Harness;
using MomentsDnns.Benchmarks.Obvious;
using MomentsDnns.Datasets;
using MomentsDnns.Propagation.Running;
using MomentsDnns.Results;
using MomentsDnns.Results.Storage;
using static TorchSharp.torch;

namespace MomentsDnns.Benchmarks.Comparison.Measures;

/// <summary>Whole simulations, from images to statistics.</summary>
internal static class ProgramMeasures
{
    private const int WarmUpDepth = 20;

    /// <summary>Fully connected simulations by the product's runner, with all threads; tells seconds per simulation.</summary>
    public static void OursConnected(int simulations, int depth)
    {
        NativeRuntime.Configure();
        Seconds(simulations, WarmUpDepth);
        Child.Tell("seconds", Seconds(simulations, depth) / simulations);

        static double Seconds(int simulations, int depth)
        {
            ExperimentConfiguration configuration = new()
            {
                Network = Bn.Ours(512, kernelSize: 1, depth: depth),
                Records = depth / 2,
            };
            return RunAll(configuration, simulations);
        }
    }

    /// <summary>The same by the obvious program, one simulation after the other.</summary>
    public static void ObviousConnected(int simulations, int depth)
    {
        ObviousOptions options = Bn.Obvious(512, kernelSize: 1);
        Obvious(options, 64, WarmUpDepth, 2, 1);
        Stopwatch clock = Stopwatch.StartNew();
        Obvious(options, 64, depth, 2, simulations);
        Child.Tell("seconds", clock.Elapsed.TotalSeconds / simulations);
    }

    /// <summary>The obvious whole program: images of the same dataset, as many simulations, statistics of every step-th depth.</summary>
    public static void Obvious(ObviousOptions options, int batch, int depth, int recordStep, int simulations)
    {
        CifarLikeDataset dataset = new();
        float[] pixels = new float[batch * 3 * 32 * 32];
        for (int simulation = 0; simulation < simulations; simulation++)
        {
            for (int i = 0; i < batch; i++)
                dataset.Read((simulation * batch) + i, pixels.AsSpan(i * 3 * 32 * 32, 3 * 32 * 32));
            using Tensor images = tensor(pixels, [batch, 3, 32, 32]);
            ObviousSimulation.Run(options, images, depth, recordStep);
        }
    }

    /// <summary>Runs an experiment with all threads into a folder that goes away again.</summary>
    /// <returns>Seconds.</returns>
    public static double RunAll(ExperimentConfiguration configuration, int simulations)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("moments-benchmark-");
        try
        {
            Measurement measurement = new(configuration, simulations) { Folder = folder.FullName };
            using RunDirectory run = measurement.Open();
            Stopwatch clock = Stopwatch.StartNew();
            measurement.Complete(run);
            return clock.Elapsed.TotalSeconds;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Architecture Bn => Architecture.All.Single(a => a.Name == "bn-ff");
}
