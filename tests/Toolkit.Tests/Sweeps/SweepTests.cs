using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis.SideBySide;
using MomentsDnns.Analysis.Sweeps;
using MomentsDnns.Architectures.Activations;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Propagation.Running;
using MomentsDnns.Results;
using MomentsDnns.Sweeps;

namespace MomentsDnns.Toolkit.Tests.Sweeps;

public sealed class SweepTests : IDisposable
{
    private static readonly SweepAxis Widths = new("width", ["8", "16"]), Norms = new("norm", ["none", "group:4"]);
    private static readonly Measurement Shared = new(
        new ExperimentConfiguration { Network = new() { KernelSize = 1, Depth = 4 }, BatchSize = 4 }, 2);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_OverOptionsByName_MeasuresEachPointInItsFolder()
    {
        Sweep sweep = Sweep.Over(Shared with { Within = _folder["sweep"] }, Widths, Norms);
        SweepGrid grid = sweep.Run(new(Quantity.Chi), TestContext.Current.CancellationToken);

        Assert.Equal(
            ["width=8,norm=none", "width=8,norm=group-4", "width=16,norm=none", "width=16,norm=group-4"],
            sweep.Points.Select(p => p.Point.Name));
        Assert.All(sweep.Points, p => Assert.True(Directory.Exists(Path.Combine(_folder["sweep"], p.Point.Name))));
        Assert.Equal(
            [4, 4], sweep.Points.Where(p => p.Measurement.Experiment.Network.Norm.Exists).Select(
                p => p.Measurement.Experiment.Network.NormGroups));
        Assert.Equal((0, 2), (grid.Unmeasured, grid.Simulations));
        RunResults single = sweep.Points[3].Measurement.Run(TestContext.Current.CancellationToken);
        Assert.Equal(EndPoint.Of(single, Quantity.Chi, 4, isLog10: true), grid.Values[1, 1]);
    }

    [Fact]
    public void Run_WithABrokenPoint_IsRefusedBeforeAnyWork()
    {
        Sweep sweep = Sweep.Over(Shared with { Within = _folder["sweep"] }, new("width", ["8", "0"]));

        Assert.StartsWith(
            "Width 0: must be at least 1",
            Assert.Throws<OptionException>(
                () => sweep.Run(new(Quantity.Chi), TestContext.Current.CancellationToken)).Message,
                StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["sweep"]));
    }

    [Fact]
    public void Run_OfANumberThatRunsLack_IsRefused()
    {
        ExperimentConfiguration none = Shared.Experiment with { EffectiveRank = EffectiveRankChoice.None };
        Measurement unranked = Shared with { Experiment = none };

        Assert.Equal(
            "Quantity signal-rank: is not recorded with EffectiveRankChoice.None; take EffectiveRankChoice.Both",
            Assert.Throws<OptionException>(
                () => Sweep.Over(unranked, Widths).Run(
                    new(Quantity.SignalRank), TestContext.Current.CancellationToken)).Message);
        Assert.Contains("must be at most the depth, 4", Assert.Throws<OptionException>(() =>
            Sweep.Over(Shared, Widths).Run(
                new(Quantity.Chi, Depth: 5), TestContext.Current.CancellationToken)).Message,
                StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("breadth", "8")]
    [InlineData("norm", "batchnorm")]
    [InlineData("dataset", "mnist")]
    public void Over_WhatIsNoOptionOrValue_IsRefused(string option, string value) =>
        Assert.Throws<OptionException>(() => Sweep.Over(Shared, new(option, [value])));

    [Fact]
    public void Of_PointsThatWereNotRun_AreGaps()
    {
        SweepGrid grid = new SweepMap(Quantity.Increment).Of(
            Widths, null, point => point.X == 0 ? Shared.Run(TestContext.Current.CancellationToken) : null);

        Assert.Equal((1, false), (grid.Unmeasured, grid.IsLog10));
        Assert.Null(grid.Values[1, 0]);
    }

    [Fact]
    public void Theory_IsMeanField_WhereItHoldsAtEveryPoint()
    {
        ExperimentConfiguration tanh = new()
        {
            Network = new()
            {
                Activation = ActivationCatalog.Find("tanh")!,
                Initialization = InitializationKind.Gaussian,
            },
        };
        RunResults Run(ExperimentConfiguration e) => new(e, [0], e.RecordedDepths, []);

        Assert.NotNull(SweepTheory.Of([Run(tanh)]));
        Assert.Null(
            SweepTheory.Of([Run(tanh), Run(tanh with { Network = tanh.Network with { Norm = NormKind.Batch } })]));
        Assert.Null(SweepTheory.Of([Run(new())]));
    }
}
