using MomentsDnns.Architectures.Networks;
using MomentsDnns.Training;

namespace MomentsDnns.Toolkit.Tests.Training;

public sealed class TrainingOptionsTests
{
    [Fact]
    public void RateAt_OfACosine_IsItsClosedForm()
    {
        TrainingOptions options = new() { Rate = 0.2, Schedule = RateSchedule.Cosine, Steps = 6 };
        // cos of 0, 60, 90 and 120 degrees: 1, 1/2, 0, -1/2.
        Assert.Equal(0.2, options.RateAt(0), 15);
        Assert.Equal(0.15, options.RateAt(2), 15);
        Assert.Equal(0.1, options.RateAt(3), 15);
        Assert.Equal(0.05, options.RateAt(4), 15);
        Assert.Equal(0.2, (options with { Schedule = RateSchedule.Constant }).RateAt(5));
    }

    [Theory]
    [InlineData(1000, 2, "0 1000")]
    [InlineData(1000, 5, "0 1 10 100 1000")]
    [InlineData(3, 20, "0 1 2 3")]
    [InlineData(1, 20, "0 1")]
    public void RecordedSteps_AreTheFirstTheLastAndPowersBetween(int steps, int records, string expected) =>
        Assert.Equal(expected, string.Join(' ', new TrainingOptions { Steps = steps, Records = records }.RecordedSteps));

    public static TheoryData<string, TrainingOptions> Broken() => new()
    {
        { "Rate 0: must be a finite number above 0; take 0.01", new() { Rate = 0 } },
        { "Rate NaN: must be a finite number above 0; take 0.01", new() { Rate = double.NaN } },
        { "Momentum 1: must be from 0 to below 1; take 0.9, the default", new() { Momentum = 1 } },
        { "Momentum 0.5: belongs to SGD: Adam has averages of its own; leave it out, or take Optimizer = OptimizerKind.Sgd", new() { Momentum = 0.5, Optimizer = OptimizerKind.Adam } },
        { "WeightDecay -1: must be a finite number, 0 or more; take 0, the default, or 0.0005", new() { WeightDecay = -1 } },
        { "Steps 0: must be at least 1; take 1000, the default", new() { Steps = 0 } },
        { "BatchSize 1: must be at least 2: batch norms take statistics over images; take 64, the default", new() { BatchSize = 1 } },
        { "Records 1: must be from 2, the first step and the last, to 10000; take 20, the default", new() { Records = 1 } },
        { "JudgedImages 1: must be at least 2: batch norms take statistics over images; take 1000, the default", new() { JudgedImages = 1 } },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Validate_SaysPropertyValueRuleRemedy(string line, TrainingOptions options) => Assert.Equal(line, Assert.Single(options.Validate()).ToString());

    [Fact]
    public void Validate_OfSoundOptions_SaysNothing() => Assert.Empty(new TrainingOptions().Validate());

    [Fact]
    public void Trainer_RefusesWhatDoesNotFitTheImages()
    {
        using MnistLike data = new(20);
        using TrainableNetwork network = new(new() { Network = new() { Depth = 1, Width = 4, KernelSize = 1 }, Classes = 2 }, 64, 1, 0);
        OptionException refused = Assert.Throws<OptionException>(() => new Trainer(network, data.Data, new() { BatchSize = 21 }));
        Assert.Equal(["BatchSize", "Classes"], refused.Faults.Select(f => f.Option));
        Assert.Equal("Classes 2: must be above every label, the largest is 3; take 4", refused.Faults[1].ToString());
    }
}
