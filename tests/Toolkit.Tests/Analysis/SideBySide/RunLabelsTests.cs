using MomentsDnns.Analysis.SideBySide;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using MomentsDnns.Toolkit.Tests.Results;

namespace MomentsDnns.Toolkit.Tests.Analysis.SideBySide;

public sealed class RunLabelsTests
{
    private static readonly ExperimentConfiguration Base = SampleRuns.Configuration;

    private static ExperimentConfiguration Net(Func<NetworkOptions, NetworkOptions> change) =>
        Base with { Network = change(Base.Network) };

    [Fact]
    public void Of_OneOptionDiffers_NamesItAlone()
    {
        Assert.Equal(["width 8", "width 16"], RunLabels.Of([Base, Net(n => n with { Width = 16 })]));
        Assert.Equal(["batch 4", "batch 64"], RunLabels.Of([Base, Base with { BatchSize = 64 }]));
        Assert.Equal(["periodic", "zero"], RunLabels.Of(
            [Net(n => n with { Boundary = Architectures.Convolutions.Boundary.Periodic }),
             Net(n => n with { Boundary = Architectures.Convolutions.Boundary.Zero })]));
    }

    [Fact]
    public void Of_TwoOptionsDiffer_NamesBoth() => Assert.Equal(
        ["batch 4, width 8", "batch 64, width 16"],
        RunLabels.Of([Base, Net(n => n with { Width = 16 }) with { BatchSize = 64 }])
            .Select(label => string.Join(", ", label.Split(", ").Order(StringComparer.Ordinal))));

    [Fact]
    public void Of_SeedAndRecordsDiffer_NumbersTheRuns() =>
        Assert.Equal(["run (1)", "run (2)"], RunLabels.Of([Base, Base with { Seed = 1, Records = 2 }]));

    // A file of the reference's format tells neither width nor batch: its label says nothing of them.
    [Fact]
    public void Of_ImportedResults_NamesTheirFile()
    {
        RunResults imported = new(null, [0], [1], [], new ImportedSource { File = "bn_ff.npz", Norm = NormKind.Batch, Depths = [1] });
        RunResults measured = new(Base, [0], Base.RecordedDepths, []), wide = new(Net(n => n with { Width = 16 }), [0], Base.RecordedDepths, []);

        Assert.Equal(["measured", "bn_ff.npz"], RunLabels.Of([measured, imported]));
        Assert.Equal(["width 8", "bn_ff.npz", "width 16"], RunLabels.Of([measured, imported, wide]));
        Assert.Equal(["bn_ff.npz (1)", "bn_ff.npz (2)"], RunLabels.Of([imported, imported]));
    }

    [Fact]
    public void Of_TwoOfThreeAreEqual_NumbersThoseAlone() => Assert.Equal(
        ["width 8 (1)", "width 8 (2)", "width 16"], RunLabels.Of([Base, Base with { Seed = 1 }, Net(n => n with { Width = 16 })]));
}
