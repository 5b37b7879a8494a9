using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using MomentsDnns.Results.Exchange;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Toolkit.Tests.Results.Exchange;

/// <summary>
/// The published results: means and standard deviations (with n) over the simulations, as their description states
/// them, to the printed digits.
/// </summary>
public sealed class ReferenceImportTests
{
    // shared/reference/README.md, vanilla_fc: depth: delta chi | chi_loc3 | reff_signal_loc3
    [Theory]
    [InlineData(2, "1.146", "0.015", "1.384", "0.031", "5.56", "0.91")]
    [InlineData(10, "1.041", "0.018", "2.359", "0.16", "2.81", "0.46")]
    [InlineData(50, "1.001", "0.030", "3.85", "0.95", "1.155", "0.068")]
    [InlineData(200, "0.999", "0.026", "5.39", "3.2", "1.010", "0.0074")]
    public void Read_VanillaFc_GivesThePublishedMoments(int depth, params string[] expected)
    {
        RunResults run = NpzImport.Read(ReferenceFiles.Find("vanilla_fc.npz"));

        Assert.Equal((200, 100), (run.Simulations.Count, run.Depths.Count));
        Assert.Equal((Topology.Feedforward, NormKind.None), (run.Imported!.Topology, run.Imported!.Norm));
        AssertMoments(expected[..2], Increment(run, Quantity.LayerIncrement, depth));
        AssertMoments(expected[2..4], Linear(run, Statistic.Chi, Location.Activation, depth));
        AssertMoments(expected[4..], Linear(run, Statistic.EffectiveRankSignal, Location.Activation, depth));
    }

    // bn_ff_fc_64: delta_BN chi | delta_phi chi | log10 chi | reff noise | reff signal | mu4(z) | nu1|z|
    [Theory]
    [InlineData(2, "1.047", ".0089", "1.204", ".0084", "0.2202", ".0097", "29.7", "1.1", "8.70", ".95", "3.262", ".098", ".7872", ".0033")]
    [InlineData(50, "1.024", ".0078", "1.201", ".0099", "4.537", ".034", "14.75", "3.1", "11.2", "2.8", "3.60", ".30", ".782", ".006")]
    [InlineData(200, "1.025", ".010", "1.199", ".014", "17.99", ".082", "6.61", "2.4", "10.2", "2.4", "3.73", ".33", ".7795", ".0064")]
    public void Read_BatchNormFeedforward_GivesThePublishedMoments(int depth, params string[] expected)
    {
        RunResults run = NpzImport.Read(ReferenceFiles.Find("bn_ff_fc_64.npz"));

        Assert.Equal((Topology.Feedforward, NormKind.Batch), (run.Imported!.Topology, run.Imported!.Norm));
        AssertMoments(expected[..2], Increment(run, Quantity.NormIncrement, depth));
        AssertMoments(expected[2..4], Increment(run, Quantity.ActivationIncrement, depth));
        AssertMoments(expected[4..6], [.. Kept(run, Statistic.Chi, Location.Activation, depth).Select(v => v / Math.Log(10))]);
        AssertMoments(expected[6..8], Linear(run, Statistic.EffectiveRankNoise, Location.Activation, depth));
        AssertMoments(expected[8..10], Linear(run, Statistic.EffectiveRankSignal, Location.Activation, depth));
        AssertMoments(expected[10..12], Linear(run, Statistic.Mu4Signal, Location.Norm, depth));
        AssertMoments(expected[12..], Linear(run, Statistic.Nu1AbsSignal, Location.Norm, depth));
    }

    // bn_res_fc: delta_BN | delta_phi | chi_loc5 | reff noise | reff signal | mu4(z)
    [Theory]
    [InlineData(5, "1.038", "1.204", "2.256", ".070", "28.8", "10.0", "3.30")]
    [InlineData(50, "1.024", "1.205", "8.16", ".41", "23.7", "13.0", "3.36")]
    [InlineData(500, "1.023", "1.204", "35.1", "2.2", "19.6", "12.8", "3.40")]
    public void Read_BatchNormResidual_GivesThePublishedMoments(int depth, params string[] expected)
    {
        RunResults run = NpzImport.Read(ReferenceFiles.Find("bn_res_fc.npz"));

        Assert.Equal((Topology.Residual, NormKind.Batch, 2),
            (run.Imported!.Topology, run.Imported!.Norm, run.Imported!.ResidualDepth));
        AssertMoments(expected[..1], Increment(run, Quantity.NormIncrement, depth));
        AssertMoments(expected[1..2], Increment(run, Quantity.ActivationIncrement, depth));
        AssertMoments(expected[2..4], Linear(run, Statistic.Chi, Location.Sum, depth));
        AssertMoments(expected[4..5], Linear(run, Statistic.EffectiveRankNoise, Location.Activation, depth));
        AssertMoments(expected[5..6], Linear(run, Statistic.EffectiveRankSignal, Location.Activation, depth));
        AssertMoments(expected[6..], Linear(run, Statistic.Mu4Signal, Location.Norm, depth));
    }

    [Fact]
    public void Read_BatchNormResidual_GivesThePublishedExponent()
    {
        RunResults run = NpzImport.Read(ReferenceFiles.Find("bn_res_fc.npz"));
        double delta = run.Depths.SelectMany(d => Increment(run, Quantity.LayerIncrement, d)).Average();

        // "tau = (mean(delta chi)^(2H) - 1)/2 = 0.652 with H = 2"
        Assert.Equal(0.652, (Math.Pow(delta, 4) - 1) / 2, 0.0005);
    }

    // vanilla_histo_fc: mean and sd of log nu2_signal_loc3, then of log mu2_noise_loc3
    [Theory]
    [InlineData(50, "-0.858", "1.303", "-0.277", "0.725")]
    [InlineData(100, "-1.851", "1.926", "-0.813", "1.192")]
    [InlineData(150, "-2.830", "2.414", "-1.462", "1.584")]
    [InlineData(200, "-3.820", "2.787", "-2.212", "1.920")]
    public void Read_VanillaHistogram_GivesThePublishedMoments(int depth, params string[] expected)
    {
        RunResults run = NpzImport.Read(ReferenceFiles.Find("vanilla_histo_fc.npz"));

        Assert.Equal(10_000, run.Simulations.Count);
        AssertMoments(expected[..2], Kept(run, Statistic.Nu2Signal, Location.Activation, depth));
        AssertMoments(expected[2..], Kept(run, Statistic.Mu2Noise, Location.Activation, depth));
    }

    [Fact]
    public void Read_RawResultWithoutAnyNumber_HasNoCurve()
    {
        // Every value of this file is NaN, or the -1 of an effective rank that was not computed.
        RunResults run = NpzImport.Read(ReferenceFiles.Find("moments_bn_res_raw.npz"));

        Assert.Equal((Topology.Residual, NormKind.Batch), (run.Imported!.Topology, run.Imported!.Norm));
        Assert.Equal([10], run.Depths);
        Assert.Empty(run.Curves);
    }

    [Theory]
    [InlineData("vanilla_fc.npz")]
    [InlineData("bn_ff_fc_64.npz")]
    [InlineData("bn_res_fc.npz")]
    [InlineData("vanilla_histo_fc.npz")]
    public void Read_WhatWasExported_IsEqualToFourteenDigits(string file)
    {
        using TemporaryFolder folder = new();
        RunResults original = NpzImport.Read(ReferenceFiles.Find(file));
        NpzExport.Write(original, folder["x.npz"]);

        RunResults read = NpzImport.Read(folder["x.npz"]);

        Assert.Equal(original.Curves.Select(c => (c.Statistic, c.Location)), read.Curves.Select(c => (c.Statistic, c.Location)));
        foreach ((Curve a, Curve b) in original.Curves.Zip(read.Curves))
        {
            for (int s = 0; s < a.Simulations; s++)
            {
                for (int d = 0; d < a.Depths; d++) Assert.True(Math.Abs((b.Linear(s, d) / a.Linear(s, d)) - 1) <= 1e-14, $"{a.Statistic} [{s}, {d}]");
            }
        }
    }

    [Fact]
    public void Import_TenThousandSimulations_ReadsBackToTheBit()
    {
        using TemporaryFolder folder = new();
        RunResults original = NpzImport.Read(ReferenceFiles.Find("vanilla_histo_fc.npz"));

        using RunDirectory run = RunDirectory.Import(folder["run"], original, SampleRuns.Versions);

        SampleRuns.AssertEqual(original, run.Load());
        Assert.Equal(10, Directory.GetFiles(run.Path, "*.parquet").Length);
    }

    private static double[] Kept(RunResults run, Statistic statistic, Location location, int depth)
    {
        Curve curve = run.Get(statistic, location);
        int column = run.Depths.ToList().IndexOf(depth);
        return [.. Enumerable.Range(0, curve.Simulations).Select(s => curve[s, column])];
    }

    private static double[] Linear(RunResults run, Statistic statistic, Location location, int depth) =>
        [.. Kept(run, statistic, location, depth).Select(v => statistic.IsLogarithmic ? Math.Exp(v) : v)];

    private static double[] Increment(RunResults run, Quantity increment, int depth)
    {
        return increment.Get(run).Column(run.Depths.ToList().IndexOf(depth));
    }

    // Printed: mean, then the standard deviation if it is given. Half a unit of the last printed digit is granted.
    private static void AssertMoments(string[] printed, double[] values)
    {
        double mean = values.Average();
        AssertPrinted(printed[0], mean);
        if (printed.Length > 1) AssertPrinted(printed[1], Math.Sqrt(values.Average(v => (v - mean) * (v - mean))));
    }

    private static void AssertPrinted(string printed, double value)
    {
        int decimals = printed.Length - 1 - printed.IndexOf('.');
        double expected = double.Parse(printed, System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(value, expected - (0.5001 * Math.Pow(10, -decimals)), expected + (0.5001 * Math.Pow(10, -decimals)));
    }
}
