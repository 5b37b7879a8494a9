using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Limits;
using MomentsDnns.Propagation;
using MomentsDnns.Propagation.Running;
using MomentsDnns.Results;

namespace MomentsDnns.Toolkit.Tests.Propagation;

public sealed class MemoryEstimateTests
{
    // What it is without a net worth the name.
    private static readonly double s_least = Of(Experiments.Of(Topology.Feedforward, NormKind.None, 1, 1, 1));

    // Peaks of processes (VmHWM, Linux, one simulation, two threads), in MiB.
    [Theory]
    [InlineData(423, "128 3 256", "feedforward", Boundary.Periodic, Precision.Float32)]
    [InlineData(417, "512 3 64", "feedforward", Boundary.Periodic, Precision.Float32)]
    [InlineData(974, "128 3 128", "feedforward", Boundary.Periodic, Precision.Float64)]
    [InlineData(473, "128 3 128", "residual", Boundary.Periodic, Precision.Float32)]
    [InlineData(307, "256 3 64", "feedforward", Boundary.Zero, Precision.Float32)]
    [InlineData(276, "64 5 128", "feedforward", Boundary.Symmetric, Precision.Float32)]
    [InlineData(1067, "64 5 64", "feedforward", Boundary.Symmetric, Precision.Float64)]
    [InlineData(474, "1024 3 16", "feedforward", Boundary.Zero, Precision.Float32)]
    [InlineData(256, "3000 1 64", "feedforward", Boundary.Periodic, Precision.Float32)]
    [InlineData(1146, "512 1 10000", "feedforward", Boundary.Periodic, Precision.Float32)]
    public void Of_MeasuredRuns_IsTheirPeakToAQuarter(double peak, string sizes, string topologyName, Boundary boundary, Precision precision)
    {
        Topology topology = TopologyCatalog.Find(topologyName)!;
        int[] numbers = [.. sizes.Split(' ').Select(int.Parse)]; // width, kernel, batch
        ExperimentConfiguration experiment = new()
        {
            Network = new() { Topology = topology, Norm = topology == Topology.Residual ? NormKind.Batch : NormKind.None, Boundary = boundary, Width = numbers[0], KernelSize = numbers[1] },
            BatchSize = numbers[2],
            Precision = precision,
        };

        Assert.InRange(Of(experiment) / (peak * (1 << 20)), 0.75, 1.25);
    }

    [Fact]
    public void Of_FullyConnected_GrowsWithTheWorkers()
    {
        ExperimentConfiguration experiment = Experiments.Of(Topology.Feedforward, NormKind.None, 1, 1, 2000);
        double one = MemoryEstimate.Of(experiment, Experiments.Images, 1, 8), two = MemoryEstimate.Of(experiment, Experiments.Images, 2, 8);

        Assert.Equal(2, (two - s_least) / (one - s_least), 0.02);
        Assert.Equal(two, MemoryEstimate.Of(experiment, Experiments.Images, 100, 2)); // no more workers than threads
    }

    [Fact]
    public void Fault_WhatNoMachineHas_TellsTheFigureAndTheRemedy()
    {
        ExperimentConfiguration wide = Experiments.Of(Topology.Residual, NormKind.None, 1, 1, 16000);
        wide = wide with { Network = wide.Network with { ResidualDepth = 1000 } };
        OptionFault fault = MemoryEstimate.Fault(wide, Experiments.Images, 1, 1)!;

        // 1000 layers of 16000^2 weights and 1001 pairs of outputs [16, 16000], 4 bytes each: 1024 and 2.05 GB
        Assert.Equal(("Width", "16000"), (fault.Option, fault.Value));
        Assert.StartsWith("needs about 1026", fault.Rule, StringComparison.Ordinal);
        Assert.Null(MemoryEstimate.Fault(Experiments.Of(Topology.Feedforward, NormKind.None, 1, 1, 4), Experiments.Images, 1, 1));
        Assert.Contains(MemoryLimit.Now().Holder, fault.Rule, StringComparison.Ordinal);
        Assert.Equal("take a smaller BatchSize or Width", FaultText.InProperties(fault.Remedy));
    }

    [Fact]
    public void Validate_Simulations_AreBounded()
    {
        Assert.Null(RunRules.OfSimulations(1_000_000));
        Assert.StartsWith("Simulations 1000001: must be at most 1000000", RunRules.OfSimulations(1_000_001)!.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("Simulations 0: must be at least 1", RunRules.OfSimulations(0)!.ToString(), StringComparison.Ordinal);
    }

    private static double Of(ExperimentConfiguration experiment) => MemoryEstimate.Of(experiment, Experiments.Images, 1, 2);
}
