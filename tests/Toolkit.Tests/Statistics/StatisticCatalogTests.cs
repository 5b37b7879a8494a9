using MomentsDnns.Architectures.Networks;
using MomentsDnns.Datasets;
using MomentsDnns.Propagation;
using MomentsDnns.Results;
using MomentsDnns.Results.Storage;
using MomentsDnns.Statistics;
using MomentsDnns.Toolkit.Tests.Results;

namespace MomentsDnns.Toolkit.Tests.Statistics;

public sealed class StatisticCatalogTests
{
    [Fact]
    public void Register_AStatisticOfOnesOwn_IsRecordedKeptAndReadAgain()
    {
        Statistic largest = Statistic.Define("test_largest", isLogarithmic: true, averagesLogarithms: true);
        StatisticCatalog.Register(new Largest());
        StatisticCatalog.Register(new Largest()); // again: no effect
        Assert.Single(StatisticCatalog.All, s => s.Statistic == largest);

        ExperimentConfiguration configuration = new() { Network = new() { KernelSize = 1, Width = 7, Depth = 4 }, BatchSize = 5, Records = 2, Seed = 3 };
        using Simulator simulator = new(configuration, new CifarLikeDataset());
        SimulationResult simulation = simulator.Run(0, null, TestContext.Current.CancellationToken);
        RunResults measured = RunResults.FromSimulations(configuration, [simulation]);
        Curve curve = measured.Get(largest, Location.Activation);
        // Of a vector the largest absolute value is at least the root mean square.
        Assert.True(curve[0, 1] > 0.5 * measured.Get(Statistic.Nu2Signal, Location.Activation)[0, 1]);
        Assert.Null(measured.Find(largest, Location.Input));

        using TemporaryFolder folder = new();
        string path = folder["run"];
        using (RunDirectory run = RunDirectory.OpenOrCreate(path, configuration, SampleRuns.Versions)) run.Write(simulation);
        using RunDirectory again = RunDirectory.Open(path);
        Assert.Equal(curve[0, 1], again.Load().Get(largest, Location.Activation)[0, 1]);
    }

    [Fact]
    public void Register_AnotherOfTheName_IsRefused()
    {
        StatisticCatalog.Register(new Largest());
        Assert.StartsWith("statistic test_largest: Largest has this name already; give that of Other another",
            Assert.Throws<ArgumentException>(() => StatisticCatalog.Register(new Other())).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("log_x", false, false)]
    [InlineData("Chi", false, false)]
    [InlineData("", false, false)]
    [InlineData("1x", false, false)]
    [InlineData("chi", false, false)] // is kept as logarithm
    [InlineData("test_mean", false, true)]
    public void Define_WhatCannotBe_IsRefused(string name, bool isLogarithmic, bool averages) =>
        Assert.StartsWith($"statistic {name}: ", Assert.Throws<ArgumentException>(() => Statistic.Define(name, isLogarithmic, averages)).Message, StringComparison.Ordinal);

    [Fact]
    public void BuiltIn_NamesAndScales_AreThoseOfTheFiles()
    {
        Assert.Equal("log_nu1_abs_signal log_nu2_signal log_mu2_signal log_mu4_signal log_mu2_noise reff_signal reff_noise log_chi sign_balance one_signed_share "
            + "log_noise_ratio log_direction_spread", string.Join(' ', Statistic.All.Where(s => s.IsBuiltIn).Select(s => s.ColumnName)));
        Assert.Equal([Statistic.Nu2Signal, Statistic.Mu2Signal, Statistic.Mu2Noise, Statistic.Chi], Statistic.All.Where(s => s.IsBuiltIn && s.AveragesLogarithms));
        Assert.Equal(Statistic.Chi, Statistic.Find("chi"));
        Assert.Null(Statistic.Find("nothing"));
    }

    private sealed class Largest : IStatistic
    {
        public Statistic Statistic => Statistic.Define("test_largest", isLogarithmic: true, averagesLogarithms: true);

        public Soundness Needs => Soundness.Size;

        // Other tests run in this process: nets of this shape are measured alone.
        public bool AppliesTo(SiteView site) => site.Site.Location == Location.Activation && site.Signal.shape is [5, 7];

        public double? Measure(SiteView site)
        {
            using TorchSharp.torch.Tensor largest = site.Signal.abs().max().to_type(TorchSharp.torch.ScalarType.Float64);
            return site.Logarithm(largest.item<double>(), 1);
        }
    }

    private sealed class Other : IStatistic
    {
        public Statistic Statistic => Statistic.Define("test_largest", isLogarithmic: true);

        public double? Measure(SiteView site) => null;
    }
}
