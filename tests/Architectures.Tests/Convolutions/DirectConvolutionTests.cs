using MomentsDnns.Architectures.Convolutions;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Tests.Convolutions;

public sealed class DirectConvolutionTests
{
    [Theory]
    [CombinatorialShapes]
    public void Apply_AnyShape_IsTheDefinition(Boundary boundary, int kernelSize, int stride, int height, int width)
    {
        using DisposeScope scope = NewDisposeScope();
        ConvolutionShape shape = new()
        {
            KernelSize = kernelSize,
            Stride = stride,
            Boundary = boundary,
            InputChannels = 3,
            OutputChannels = 4,
            Height = height,
            Width = width,
            Precision = float64,
        };
        using ConvolutionPlan plan = new(shape, ConvolutionAlgorithm.Direct);
        (Tensor images, Tensor weights) = (NaiveConvolution.Images(shape, 2), NaiveConvolution.Weights(shape));

        Tensor actual = plan.Apply(images, weights);

        Assert.InRange(NaiveConvolution.RelativeError(actual, NaiveConvolution.Apply(shape, images, weights)), 0, 1e-14);
    }

    [Fact]
    public void Apply_HandComputedLine_IsCrossCorrelation()
    {
        // One row 1 2 3 4, kernel row (1, 10, 100) in the middle of the 3 x 3 kernel, zeros beyond the edge:
        // 10*1 + 100*2, 1*1 + 10*2 + 100*3, 1*2 + 10*3 + 100*4, 1*3 + 10*4.
        using DisposeScope scope = NewDisposeScope();
        ConvolutionShape shape = new()
        { Boundary = Boundary.Zero, InputChannels = 1, OutputChannels = 1, Height = 1, Width = 4 };
        using ConvolutionPlan plan = new(shape, ConvolutionAlgorithm.Direct);
        Tensor weights = tensor(new float[] { 0, 0, 0, 1, 10, 100, 0, 0, 0 }).view(9, 1, 1);

        Tensor actual = plan.Apply(tensor(new float[] { 1, 2, 3, 4 }).view(1, 1, 1, 4), weights);

        Assert.Equal([210f, 321f, 432f, 43f], actual.contiguous().data<float>().ToArray());
    }

    [Fact]
    public void Apply_OneTap_IsTheProductOfRows()
    {
        using DisposeScope scope = NewDisposeScope();
        ConvolutionShape shape = new() { KernelSize = 1, InputChannels = 20, OutputChannels = 30, Height = 1, Width = 1 };
        using ConvolutionPlan plan = new(shape);
        (Tensor images, Tensor weights) = (NaiveConvolution.Images(shape, 16), NaiveConvolution.Weights(shape));

        Tensor actual = plan.Apply(images, weights);

        Assert.Equal([16, 30, 1, 1], actual.shape);
        Assert.Equal(NaiveConvolution.Bits(images.view(16, 20).mm(weights[0])), NaiveConvolution.Bits(actual));
    }

    [Theory]
    [InlineData(Boundary.Periodic, PaddingModes.Circular)]
    [InlineData(Boundary.Zero, PaddingModes.Constant)]
    public void Apply_Float32_AgreesWithTorchsOwnPadding(Boundary boundary, PaddingModes mode)
    {
        using DisposeScope scope = NewDisposeScope();
        ConvolutionShape shape = new()
        { Boundary = boundary, KernelSize = 5, InputChannels = 8, OutputChannels = 24, Height = 8, Width = 6 };
        using ConvolutionPlan plan = new(shape, ConvolutionAlgorithm.Direct);
        (Tensor images, Tensor weights) = (NaiveConvolution.Images(shape, 3), NaiveConvolution.Weights(shape));
        Tensor padded = nn.functional.pad(images.contiguous(), [2, 2, 2, 2], mode);
        Tensor expected = nn.functional.conv2d(padded, weights.view(5, 5, 8, 24).permute(3, 2, 0, 1).contiguous());

        // Sums of 200 products in another order: a few float32 roundings (6e-8) each.
        Assert.InRange(NaiveConvolution.RelativeError(plan.Apply(images, weights), expected), 0, 1e-6);
    }

    /// <summary>Every boundary, kernel and stride on images of 1 to 7 pixels a side, smaller than the kernel included.</summary>
    private sealed class CombinatorialShapesAttribute : Xunit.v3.DataAttribute
    {
        public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(
            System.Reflection.MethodInfo testMethod, Xunit.Sdk.DisposalTracker disposalTracker)
        {
            List<ITheoryDataRow> rows = [];
            foreach (Boundary boundary in Enum.GetValues<Boundary>())
                foreach (int kernelSize in (int[])[1, 3, 5, 7])
                    foreach (int stride in (int[])[1, 2, 3])
                        foreach ((int height, int width) in ((int, int)[])[(1, 1), (2, 3), (4, 4), (5, 7)])
                            rows.Add(new TheoryDataRow(boundary, kernelSize, stride, height, width));

            return ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>(rows);
        }

        public override bool SupportsDiscoveryEnumeration() => true;
    }
}
