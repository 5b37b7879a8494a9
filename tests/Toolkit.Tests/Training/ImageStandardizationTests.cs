using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Architectures.Random;
using MomentsDnns.Architectures.Twins;
using MomentsDnns.Datasets;
using MomentsDnns.Propagation;
using MomentsDnns.Results;
using MomentsDnns.Toolkit.Tests.Propagation;
using MomentsDnns.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Toolkit.Tests.Training;

public sealed class ImageStandardizationTests
{
    // Of a batch as the training images it is what enters the twin net.
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Apply_ToTheTrainingImages_IsTheInputOfTheTwinNet(int kernelSize)
    {
        using DisposeScope scope = NewDisposeScope();
        ExperimentConfiguration experiment = new() { Network = new NetworkOptions { KernelSize = kernelSize }, BatchSize = 12, Seed = 4 };
        Tensor expected = TwinBatch.Signal(new InputBatch(Experiments.Images, experiment).Draw(3));
        int[] drawn = new BatchSampler(Experiments.Images, 12).Draw(new RandomStream(4, 3, 0, RandomPurpose.Images));
        Tensor images = ImageStandardization.Read(Experiments.Images, drawn).to(ScalarType.Float64);
        Tensor found = new ImageStandardization(images, isPerValue: kernelSize == 1).Apply(images);
        Assert.Equal(images.shape, found.shape);
        Assert.InRange(found.reshape(expected.shape).Minus(expected).abs().max().item<double>(), 0, 1e-11);
    }

    [Fact]
    public void Apply_ToOtherImages_TakesTheSameConstants()
    {
        using DisposeScope scope = NewDisposeScope();
        // Per value: 1 and 3 have mean 2 and deviation 1; 5 and 5 do not vary.
        Tensor images = tensor(new double[] { 1, 5, 3, 5 }, [2L, 1, 1, 2]), others = tensor(new double[] { 4, 9 }, [1L, 1, 1, 2]);
        ImageStandardization constants = new(images, isPerValue: true);
        Assert.Equal([-1, 0, 1, 0], constants.Apply(images).data<double>().ToArray());
        Assert.Equal([2, 0], constants.Apply(others).data<double>().ToArray());
        // Per channel: mean 3.5, variance (6.25 + 2.25 + 0.25 + 2.25)/4.
        double scale = 1 / Math.Sqrt(2.75);
        Assert.Equal([0.5 * scale, 5.5 * scale], new ImageStandardization(images, isPerValue: false).Apply(others).data<double>().ToArray(), (a, b) => Math.Abs(a - b) < 1e-14);
    }
}

