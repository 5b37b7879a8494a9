using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Twins;
using MomentsDnns.Propagation;
using MomentsDnns.Propagation.Running;
using MomentsDnns.Toolkit.Tests.Datasets;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Toolkit.Tests.Propagation;

public sealed class InputScalingTests
{
    // Red 0.2, green 0.6, blue 1 at the first position and nothing at the second.
    private static readonly MadeDataset Images = new(2, 3, 1, 2, (_, channel, _, column) => column == 0 ? 0.2 + (0.4 * channel) : 0);

    // Keras's preprocess_input of mode "caffe" and "torch", by hand: 255 - 103.939, 153 - 116.779, 51 - 123.68; (0.2 - 0.485) / 0.229 and so on.
    [Theory]
    [InlineData(InputScaling.Caffe, 151.061, 36.221, -72.68, -103.939, -116.779, -123.68)]
    [InlineData(InputScaling.ImageNet, -1.244541, 0.642857, 2.64, -2.117904, -2.035714, -1.804444)]
    [InlineData(InputScaling.None, 0.2, 0.6, 1.0, 0.0, 0.0, 0.0)]
    public void Draw_ByConstants_GivesTheNumbersOfTheirAuthors(InputScaling scaling, params double[] values)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor twin = new InputBatch(Images, 2, seed: 3, flatten: false, scaling).Draw(0), signal = TwinBatch.Signal(twin);
        for (int image = 0; image < 2; image++)
        {
            for (int i = 0; i < 6; i++) Assert.Equal(values[i], signal[image, i % 3, 0, i / 3].item<double>(), 1e-4);
        }

        Tensor noise = TwinBatch.Noise(twin), usual = TwinBatch.Noise(new InputBatch(Images, 2, seed: 3, flatten: false).Draw(0));
        Assert.True(noise.equal(usual).all().item<bool>());
    }

    [Theory]
    [InlineData(InputScaling.Caffe, 1, true)]
    [InlineData(InputScaling.ImageNet, 1, true)]
    [InlineData(InputScaling.None, 1, false)]
    [InlineData(InputScaling.Batch, 1, false)]
    [InlineData(InputScaling.Caffe, 3, false)]
    public void Validate_ConstantsOfThreeChannels_AreOfNoOthers(InputScaling scaling, int channels, bool isRefused)
    {
        Probe probe = new(new MomentsDnns.Propagation.Tracing.ModuleModel("mine", () => nn.Flatten(), [channels, 1, 2]))
        {
            Init = InitializationKind.He,
            Scaling = scaling,
            BatchSize = 2,
            Dataset = Images,
        };
        string[] faults = [.. probe.Validate().Select(fault => $"{fault}")];
        Assert.Equal(isRefused, faults.Length > 0);
        if (isRefused) Assert.Contains("is of three channels, inputs are 1x1x2; take InputScaling.Batch", Assert.Single(faults), StringComparison.Ordinal);
    }
}
