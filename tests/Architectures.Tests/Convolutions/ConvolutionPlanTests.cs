using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Architectures.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Tests.Convolutions;

public sealed class ConvolutionPlanTests
{
    private static readonly ConvolutionShape s_shape =
        new() { InputChannels = 24, OutputChannels = 20, Height = 8, Width = 8 };

    public static TheoryData<ConvolutionAlgorithm, Boundary> Plans()
    {
        TheoryData<ConvolutionAlgorithm, Boundary> data = [];
        foreach (ConvolutionAlgorithm algorithm in (ConvolutionAlgorithm[])[ConvolutionAlgorithm.Direct, ConvolutionAlgorithm.Winograd])
            foreach (Boundary boundary in Enum.GetValues<Boundary>()) data.Add(algorithm, boundary);
        data.Add(ConvolutionAlgorithm.Fourier, Boundary.Periodic);
        data.Add(ConvolutionAlgorithm.Fourier, Boundary.PeriodicOneSided);
        return data;
    }

    [Theory]
    [MemberData(nameof(Plans))]
    public void Apply_Twice_GivesTheSameBits(ConvolutionAlgorithm algorithm, Boundary boundary)
    {
        using DisposeScope scope = NewDisposeScope();
        using ConvolutionPlan plan = new(s_shape with { Boundary = boundary }, algorithm);
        (Tensor images, Tensor weights) = (NaiveConvolution.Images(s_shape, 6), NaiveConvolution.Weights(s_shape));
        byte[] first = NaiveConvolution.Bits(plan.Apply(images, weights));

        plan.Apply(NaiveConvolution.Images(s_shape, 9, simulation: 1), NaiveConvolution.Weights(s_shape, simulation: 1));

        Assert.Equal(first, NaiveConvolution.Bits(plan.Apply(images, weights)));
    }

    [Theory]
    [MemberData(nameof(Plans))]
    public void Apply_OtherNoise_LeavesTheSignalAlone(ConvolutionAlgorithm algorithm, Boundary boundary)
    {
        using DisposeScope scope = NewDisposeScope();
        using ConvolutionPlan plan = new(s_shape with { Boundary = boundary }, algorithm);
        Tensor signal = NaiveConvolution.Images(s_shape, 3), weights = NaiveConvolution.Weights(s_shape);
        Tensor noise = NaiveConvolution.Images(s_shape, 3, simulation: 1);

        Tensor twin = plan.Apply(cat([signal, noise]), weights);
        Tensor huge = plan.Apply(cat([signal, noise * 1e30]), weights);

        Assert.Equal(NaiveConvolution.Bits(twin.narrow(0, 0, 3)), NaiveConvolution.Bits(huge.narrow(0, 0, 3)));
        Assert.InRange(NaiveConvolution.RelativeError(twin.narrow(0, 3, 3), plan.Apply(noise, weights)), 0, 1e-6);
    }

    [Theory]
    [InlineData(ConvolutionAlgorithm.Direct)]
    [InlineData(ConvolutionAlgorithm.Winograd)]
    [InlineData(ConvolutionAlgorithm.Fourier)]
    public void Apply_PeriodicShift_ShiftsTheResult(ConvolutionAlgorithm algorithm)
    {
        using DisposeScope scope = NewDisposeScope();
        using ConvolutionPlan plan = new(s_shape with { Precision = float64 }, algorithm);
        Tensor images = NaiveConvolution.Images(s_shape, 2).to(float64);
        Tensor weights = NaiveConvolution.Weights(s_shape).to(float64);

        Tensor shifted = plan.Apply(images.roll([3, 5], [2, 3]), weights);

        Assert.InRange(NaiveConvolution.RelativeError(shifted, plan.Apply(images, weights).roll([3, 5], [2, 3])), 0, 1e-13);
    }

    [Theory]
    [InlineData(ConvolutionAlgorithm.Direct, 3)]
    [InlineData(ConvolutionAlgorithm.Winograd, 3)]
    [InlineData(ConvolutionAlgorithm.Fourier, 2)]
    [InlineData(ConvolutionAlgorithm.Fourier, 3)]
    [InlineData(ConvolutionAlgorithm.Fourier, 5)]
    public void Apply_OneSidedPadding_MovesTheResultByHalfAKernel(ConvolutionAlgorithm algorithm, int kernelSize)
    {
        // All k - 1 pixels before the image instead of half of them: out[y] reads what the centred out[y - k/2] reads.
        using DisposeScope scope = NewDisposeScope();
        ConvolutionShape shape = s_shape with { KernelSize = kernelSize };
        using ConvolutionPlan oneSided = new(shape with { Boundary = Boundary.PeriodicOneSided }, algorithm);
        using ConvolutionPlan centred = new(shape, ConvolutionAlgorithm.Direct);
        (Tensor images, Tensor weights) = (NaiveConvolution.Images(shape, 5), NaiveConvolution.Weights(shape));
        int moved = kernelSize / 2;

        Tensor expected = centred.Apply(images, weights).roll([moved, moved], [2, 3]);

        Assert.InRange(NaiveConvolution.RelativeError(oneSided.Apply(images, weights), expected), 0, 2e-6);
    }

    [Theory]
    [MemberData(nameof(Plans))]
    public void Apply_SumOfImages_IsTheSumOfResults(ConvolutionAlgorithm algorithm, Boundary boundary)
    {
        using DisposeScope scope = NewDisposeScope();
        using ConvolutionPlan plan = new(s_shape with { Boundary = boundary }, algorithm);
        Tensor x = NaiveConvolution.Images(s_shape, 2), y = NaiveConvolution.Images(s_shape, 2, simulation: 1);
        Tensor weights = NaiveConvolution.Weights(s_shape);

        Tensor expected = plan.Apply(x, weights) * 2 - plan.Apply(y, weights);

        Assert.InRange(NaiveConvolution.RelativeError(plan.Apply(x * 2 - y, weights), expected), 0, 2e-6);
    }

    [Theory]
    [MemberData(nameof(Plans))]
    public void Apply_IntoOutput_WritesTheSameBitsThere(ConvolutionAlgorithm algorithm, Boundary boundary)
    {
        using DisposeScope scope = NewDisposeScope();
        using ConvolutionPlan plan = new(s_shape with { Boundary = boundary }, algorithm);
        (Tensor images, Tensor weights) = (NaiveConvolution.Images(s_shape, 4), NaiveConvolution.Weights(s_shape));
        Tensor output = ChannelsLast.Images(full([4 * 8 * 8, 20], float.NaN), 4, 8, 8);

        Tensor returned = plan.Apply(images, weights, output);

        Assert.Same(output, returned);
        Assert.Equal(NaiveConvolution.Bits(plan.Apply(images, weights)), NaiveConvolution.Bits(output));
    }

    [Theory]
    [MemberData(nameof(Plans))]
    public void Apply_OtherMemoryLayout_GivesTheSameChannelsLastResult(ConvolutionAlgorithm algorithm, Boundary boundary)
    {
        using DisposeScope scope = NewDisposeScope();
        using ConvolutionPlan plan = new(s_shape with { Boundary = boundary }, algorithm);
        (Tensor images, Tensor weights) = (NaiveConvolution.Images(s_shape, 4), NaiveConvolution.Weights(s_shape));
        Tensor wider = ChannelsLast.Images(zeros(4 * 8 * 8, 30), 4, 8, 8);
        wider.narrow(1, 2, 24).copy_(images);

        Tensor expected = plan.Apply(images, weights);

        Assert.True(expected.permute(0, 2, 3, 1).is_contiguous());
        Assert.Equal(NaiveConvolution.Bits(expected), NaiveConvolution.Bits(plan.Apply(images.contiguous(), weights)));
        Assert.Equal(NaiveConvolution.Bits(expected), NaiveConvolution.Bits(plan.Apply(wider.narrow(1, 2, 24), weights)));
    }

    [Theory]
    [MemberData(nameof(Plans))]
    public void Dispose_AfterUse_LeavesNoTensor(ConvolutionAlgorithm algorithm, Boundary boundary)
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor images, Tensor weights) = (NaiveConvolution.Images(s_shape, 4), NaiveConvolution.Weights(s_shape));
        foreach (ScalarType precision in (ScalarType[])[float32, float64])
        {
            Tensor x = images.to(precision), w = weights.to(precision);
            scope.DisposeEverythingBut(images, weights, x, w);
            DisposeScopeManager.Statistics.Reset(); // of this thread alone: other tests run beside this one
            using (ConvolutionPlan plan = new(s_shape with { Boundary = boundary, Precision = precision }, algorithm))
            {
                for (int call = 0; call < 3; call++) plan.Apply(x.narrow(0, 0, 2 + call % 2), w).Dispose();
            }

            // Every tensor born since, in a scope or outside, is dead once the slices of x are.
            scope.DisposeEverythingBut(images, weights, x, w);
            ThreadDisposeScopeStatistics statistics = DisposeScopeManager.Statistics;
            Assert.Equal(statistics.CreatedInScopeCount + statistics.CreatedOutsideScopeCount,
                statistics.DisposedInScopeCount + statistics.DisposedOutsideScopeCount);
            Assert.True(statistics.CreatedInScopeCount > 0);
        }
    }

    [Theory]
    [InlineData(ConvolutionAlgorithm.Direct)]
    [InlineData(ConvolutionAlgorithm.Winograd)]
    [InlineData(ConvolutionAlgorithm.Fourier)]
    public void Apply_OneImageOrOtherSides_LiesChannelsLast(ConvolutionAlgorithm algorithm)
    {
        using DisposeScope scope = NewDisposeScope();
        foreach (ScalarType precision in (ScalarType[])[float32, float64])
        {
            ConvolutionShape shape = s_shape with { Height = 5, Width = 3, Precision = precision };
            using ConvolutionPlan plan = new(shape, algorithm);
            foreach (int count in (int[])[1, 2])
            {
                Tensor result = plan.Apply(NaiveConvolution.Images(shape, count), NaiveConvolution.Weights(shape));
                Assert.True(result.permute(0, 2, 3, 1).is_contiguous(), $"{precision}, {count} images");
            }
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(1e38f)]
    public void Apply_ALostImage_LeavesTheOthersAlone(float value)
    {
        using DisposeScope scope = NewDisposeScope();
        foreach (ConvolutionAlgorithm algorithm in (ConvolutionAlgorithm[])[ConvolutionAlgorithm.Winograd, ConvolutionAlgorithm.Fourier])
        {
            using ConvolutionPlan plan = new(s_shape, algorithm);
            Tensor images = NaiveConvolution.Images(s_shape, 8), weights = NaiveConvolution.Weights(s_shape), lost = images.clone();
            lost.select(0, 2).fill_(value);
            byte[] expected = NaiveConvolution.Bits(plan.Apply(images, weights));

            Tensor others = plan.Apply(lost, weights).index_select(0, tensor(new long[] { 0, 1, 3, 4, 5, 6, 7 }));

            Assert.Equal(NaiveConvolution.Bits(plan.Apply(images, weights).index_select(0, tensor(new long[] { 0, 1, 3, 4, 5, 6, 7 }))),
                NaiveConvolution.Bits(others));
            Assert.Equal(expected, NaiveConvolution.Bits(plan.Apply(images, weights))); // nothing is left of it in the plan's memory
            // Two images are filled up to a group of rows by what earlier calls left.
            plan.Apply(lost, weights);
            Assert.Equal(expected[..(expected.Length / 4)], NaiveConvolution.Bits(plan.Apply(images.narrow(0, 0, 2), weights)));
        }
    }

    [Fact]
    public void Apply_InsideAScope_LeavesTheResultToIt()
    {
        Tensor result;
        using (DisposeScope scope = NewDisposeScope())
        {
            using ConvolutionPlan plan = new(s_shape);
            result = plan.Apply(NaiveConvolution.Images(s_shape, 1), NaiveConvolution.Weights(s_shape));
            Assert.False(result.IsInvalid);
        }

        Assert.True(result.IsInvalid);
    }

    [Theory]
    [InlineData(5, 1)]
    [InlineData(3, 2)]
    public void Constructor_WinogradWhereImpossible_SaysWhatToTake(int kernelSize, int stride)
    {
        ConvolutionShape shape = s_shape with { KernelSize = kernelSize, Stride = stride };

        ArgumentException error = Assert.Throws<ArgumentException>(() => new ConvolutionPlan(shape, ConvolutionAlgorithm.Winograd));

        Assert.Equal($"Winograd: needs kernel size 3 and stride 1, got kernel size {kernelSize} and stride " +
            $"{stride}; take Auto or Direct", error.Message);
        using ConvolutionPlan plan = new(shape);
        Assert.Equal(ConvolutionAlgorithm.Direct, plan.Algorithm);
    }

    [Theory]
    [InlineData(Boundary.Zero, 3, 1)]
    [InlineData(Boundary.Symmetric, 3, 1)]
    [InlineData(Boundary.Periodic, 3, 2)]
    [InlineData(Boundary.Periodic, 1, 1)]
    public void Constructor_FourierWhereImpossible_SaysWhatToTake(Boundary boundary, int kernelSize, int stride)
    {
        ConvolutionShape shape = s_shape with { Boundary = boundary, KernelSize = kernelSize, Stride = stride };

        ArgumentException error = Assert.Throws<ArgumentException>(() => new ConvolutionPlan(shape, ConvolutionAlgorithm.Fourier));

        Assert.Equal("Fourier: needs a periodic boundary, kernels above size 1 and stride 1, got the " +
            $"{boundary.ToString().ToLowerInvariant()} one, kernel size {kernelSize} and stride {stride}; take Auto or Direct", error.Message);
    }

    [Fact]
    public void Constructor_EvenKernel_NamesTheRule()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new ConvolutionPlan(s_shape with { KernelSize = 4, Boundary = Boundary.Symmetric }));

        Assert.Equal("convolution KernelSize 4: must be odd where the boundary is not periodic; take 3", error.Message);
    }

    [Fact]
    public void Apply_WrongTensors_NamesWhatItGotAndWants()
    {
        using DisposeScope scope = NewDisposeScope();
        using ConvolutionPlan plan = new(s_shape);
        (Tensor images, Tensor weights) = (NaiveConvolution.Images(s_shape, 2), NaiveConvolution.Weights(s_shape));

        Assert.Equal("images [2, 24, 8, 7]: must be [M, 24, 8, 8]; make a plan for these tensors",
            Error(() => plan.Apply(images.narrow(3, 0, 7), weights)));
        Assert.Equal("weights [8, 24, 20]: must be [9, 24, 20]; make a plan for these tensors",
            Error(() => plan.Apply(images, weights.narrow(0, 0, 8))));
        Assert.Equal("images Float64 on CPU: must be Float32 on CPU; convert it, or make a plan for it",
            Error(() => plan.Apply(images.to(float64), weights)));
        Assert.Equal("output [2, 20, 8, 8] with strides [1280, 64, 8, 1]: must lie channels-last; make it with " +
            "ChannelsLast.Images over contiguous rows", Error(() => plan.Apply(images, weights, empty(2, 20, 8, 8))));

        static string Error(Action action) => Assert.Throws<ArgumentException>(action).Message;
    }
}
