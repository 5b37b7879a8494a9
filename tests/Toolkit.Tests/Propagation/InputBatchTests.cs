using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Twins;
using MomentsDnns.Propagation;
using MomentsDnns.Results;
using MomentsDnns.Toolkit.Tests.Datasets;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Toolkit.Tests.Propagation;

public sealed class InputBatchTests
{
    [Theory]
    [InlineData(1, 3072, 1)]
    [InlineData(3, 3, 32)]
    public void Draw_AnyKernel_StandardisesSignalAndScalesNoise(int kernelSize, int channels, int size)
    {
        using DisposeScope scope = NewDisposeScope();
        ExperimentConfiguration configuration = Experiments.Of(Topology.Feedforward, NormKind.None, kernelSize, 1, 4);
        Tensor twin = new InputBatch(Experiments.Images, configuration).Draw(0);

        Assert.Equal([16, channels, size, size], twin.shape);
        Tensor signal = TwinBatch.Signal(twin), noise = TwinBatch.Noise(twin);
        // mu_2(x^0) = mu_2(dx^0) = 1 per channel (per feature where flattened), the signal's mean 0.
        Assert.True(signal.mean([0, 2, 3]).abs().max().item<double>() < 1e-6);
        Assert.True((signal.square().mean([0, 2, 3]) - 1).abs().max().item<double>() < 1e-6);
        Assert.True((noise.square().mean([0, 2, 3]) - 1).abs().max().item<double>() < 1e-6);
        Assert.Equal(0, InputBatch.LogSnr(twin), 1e-9);
    }

    [Fact]
    public void Draw_TwoSimulations_DifferInImagesAndNoise()
    {
        using DisposeScope scope = NewDisposeScope();
        InputBatch input = new(Experiments.Images, Experiments.Of(Topology.Feedforward, NormKind.None, 3, 1, 4));
        Tensor a = input.Draw(0), b = input.Draw(1), again = input.Draw(0);

        Assert.True(a.equal(again).all().item<bool>());
        Assert.False(TwinBatch.Signal(a).equal(TwinBatch.Signal(b)).any().item<bool>() && TwinBatch.Noise(a).equal(TwinBatch.Noise(b)).any().item<bool>());
    }

    [Fact]
    public void Validate_ImagesThatDoNotGoWithABatch_SaysWhy()
    {
        ExperimentConfiguration connected = Experiments.Of(Topology.Feedforward, NormKind.None, 1, 1, 512);

        Assert.Equal("Dataset made: holds 1 image, a batch needs at least 2 distinct ones; add images, or take new CifarLikeDataset()",
            Assert.Single(InputBatch.Validate(new MadeDataset(1, 3, 4, 4, (_, _, _, _) => 0), connected)).ToString());
        // 3 * 1024 * 1024 features times 512: weights of the first layer beyond the largest tensor.
        Assert.StartsWith("Width 512: makes first weights of more than 268435455 values with images of 3 x 1024 x 1024;",
            Assert.Single(InputBatch.Validate(new MadeDataset(9, 3, 1024, 1024, (_, _, _, _) => 0), connected)).ToString(), StringComparison.Ordinal);
    }
}
