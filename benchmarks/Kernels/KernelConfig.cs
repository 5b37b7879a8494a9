using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace MomentsDnns.Benchmarks.Kernels;

/// <summary>How the kernels are measured.</summary>
internal sealed class KernelConfig : ManualConfig
{
    // Longer than the slowest benchmark takes; one that ran into the limit would be cut off without a number.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(30);

    public KernelConfig()
    {
        Add(DefaultConfig.Instance);
        // In this process: the processes that BenchmarkDotNet makes start by a Main of its own, without the allocator's settings
        // that ours makes before the first tensor, and from builds of their own, each with libtorch's half a gigabyte.
        // The default job, so that options of the command line (--iterationCount 3) change it instead of adding one beside it.
        AddJob(Job.Default.WithToolchain(new InProcessEmitToolchain(Limit, logOutput: true))
            .WithWarmupCount(3).WithIterationCount(10).AsDefault());
        AddLogicalGroupRules(BenchmarkLogicalGroupRule.ByParams);
    }
}
