using MomentsDnns.Architectures.Initialization;
using MomentsDnns.Architectures.Normalization;
using MomentsDnns.Architectures.Random;
using MomentsDnns.Architectures.Tests.Networks;
using MomentsDnns.Architectures.Tests.Random;
using MomentsDnns.Architectures.Twins;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Tests.Normalization;

/// <summary>What does not change the output of normalizations: scales, shifts, other groups, threads, widths of vectors.</summary>
public sealed class NormalizationInvarianceTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData(ScalarType.Float32, 1e-5)]
    [InlineData(ScalarType.Float64, 1e-13)]
    public void LayerNorm_ScaleAndShiftOfOneImage_ChangesNothing(ScalarType dtype, double tolerance)
    {
        NormCase about = new(NormUnderTest.Layer, false, NoiseKind.Tangent, dtype, 3) { Epsilon = 0 };
        using Architectures.Normalization.Normalization module = about.Build();
        (Tensor y, Tensor dy) = about.Input();
        Tensor scale = tensor([3.0, 0.2], [2, 1, 1, 1]).to(dtype), shift = tensor([-7.0, 5], [2, 1, 1, 1]).to(dtype);

        Tensor expected = module.call(TwinBatch.Stack(y, dy));
        Tensor actual = module.call(TwinBatch.Stack((y * scale) + shift, dy * scale));

        Assert.True(Nets.RelativeError(actual, expected) < tolerance);
        // A noise along the invariance is none: dy = a y + b.
        Tensor lost = TwinBatch.Noise(module.call(TwinBatch.Stack(y, (y * scale) + shift)));
        Assert.InRange(lost.abs().max().to(ScalarType.Float64).item<double>(), 0, 10 * tolerance);
    }

    // Two groups with the same content are two layers, one-channel images are instances.
    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    public void Groups_OfOneContent_AreLayersToTheBit(ScalarType dtype)
    {
        NormCase about = new(NormUnderTest.Layer, false, NoiseKind.Finite, dtype, 4);
        (Tensor y, Tensor dy) = about.Input();
        (long count, long channels, long height, long width) = (y.shape[0], y.shape[1], y.shape[2], y.shape[3]);
        Tensor twin = TwinBatch.Stack(y, dy);
        Tensor Normalize(Tensor images, int groups)
        {
            using GroupNormalization module = new(new() { Channels = (int)images.shape[1], Noise = NoiseKind.Finite, Dtype = dtype }, groups);
            return module.call(images);
        }

        Tensor layer = Normalize(twin, 1);
        Assert.True(Normalize(cat([twin, twin], 1), 2).equal(cat([layer, layer], 1)).all().item<bool>());
        Tensor alone = Normalize(twin.reshape(2 * count * channels, 1, height, width), 1);
        Assert.True(Normalize(twin, (int)channels).equal(alone.reshape(2 * count, channels, height, width)).all().item<bool>());
        // Batch norm of a batch of one is instance norm; its pilot is the first row as well.
        Tensor one = TwinBatch.Stack(y.narrow(0, 0, 1), dy.narrow(0, 0, 1));
        using BatchNormalization batch = new(new() { Channels = (int)channels, Noise = NoiseKind.Finite, Dtype = dtype }, NormStatistics.Differentiated);
        Assert.True(batch.call(one).equal(Normalize(one, (int)channels)).all().item<bool>());
    }

    [Theory]
    [MemberData(nameof(NormCase.All), MemberType = typeof(NormCase))]
    public void Bits_OneThreadOrTwo_AreTheSame(NormUnderTest norm, bool isAffine, NoiseKind noise, ScalarType dtype, int shape)
    {
        NormCase about = new(norm, isAffine, noise, dtype, shape);
        using Architectures.Normalization.Normalization module = about.Build();
        (Tensor y, Tensor dy) = about.Input();
        // So many images that both threads have chunks, whatever the norm.
        Tensor twin = TwinBatch.Stack(y.repeat(40, 1, 1, 1), dy.repeat(40, 1, 1, 1));
        int threads = get_num_threads();
        try
        {
            set_num_threads(1);
            Tensor expected = module.call(twin);
            set_num_threads(2);
            Assert.True(module.call(twin).equal(expected).all().item<bool>());
        }
        finally
        {
            set_num_threads(threads);
        }
    }

    // Regression, not an independent result: our own bits, which VectorWidthTests holds at every width of vectors.
    [Theory]
    [InlineData(NormUnderTest.BatchFrozen, 0x5cee4c80f318d316UL)]
    [InlineData(NormUnderTest.BatchDifferentiated, 0x28cb81ea8dec94c3UL)]
    [InlineData(NormUnderTest.Layer, 0xccbee7552b530869UL)]
    [InlineData(NormUnderTest.Instance, 0xfffe2309d6a90501UL)]
    [InlineData(NormUnderTest.Group, 0x316472a84237a9d8UL)]
    public void Bits_AnyVectorWidth_HaveTheirHash(NormUnderTest norm, ulong expected)
    {
        NormCase about = new(norm, true, NoiseKind.Finite, ScalarType.Float32, 3);
        using Architectures.Normalization.Normalization module = about.Build();
        (Tensor y, Tensor dy) = about.Input();

        Tensor twin = module.call(TwinBatch.Stack(y, dy));

        Assert.Equal($"{expected:x16}", $"{FillBallsTests.Hash(twin.contiguous().data<float>().ToArray()):x16}");
    }

    [Fact]
    public void Initialize_InFloat64_DrawsTheNumbersOfFloat32()
    {
        NormCase about = new(NormUnderTest.Group, true, NoiseKind.Tangent, ScalarType.Float32, 3);
        using Architectures.Normalization.Normalization narrow = about.Build();
        using Architectures.Normalization.Normalization wide = (about with { Dtype = ScalarType.Float64 }).Build();

        Assert.Equal(["scale", "shift"], narrow.named_parameters().Select(p => p.name));
        foreach ((Tensor? a, Tensor? b) in new[] { (narrow.Scale, wide.Scale), (narrow.Shift, wide.Shift) })
        {
            Assert.NotNull(a);
            Assert.NotNull(b);
            Assert.True(a.to(ScalarType.Float64).equal(b).all().item<bool>());
            Assert.True(a.std().item<float>() > 0.1f);
        }
    }

    [Fact]
    public void Initialize_WithoutLaws_SetsOneAndZero()
    {
        NormCase about = new(NormUnderTest.Layer, true, NoiseKind.Tangent, ScalarType.Float32, 3);
        using Architectures.Normalization.Normalization module = about.Build(), plain = (about with { IsAffine = false }).Build();
        (Tensor y, Tensor dy) = about.Input();

        module.Initialize(null, Stream(), null, Stream());
        plain.Initialize(null, Stream(), null, Stream());

        Assert.Null(plain.Scale);
        Assert.Empty(plain.parameters());
        Assert.True(module.Scale!.eq(1).all().item<bool>() && module.Shift!.eq(0).all().item<bool>());
        Tensor twin = TwinBatch.Stack(y, dy);
        Assert.True(module.call(twin).equal(plain.call(twin)).all().item<bool>());
        Assert.Throws<InvalidOperationException>(
            () => plain.Initialize(new NoLaw(), Stream(), null, Stream()));
    }

    [Theory]
    [InlineData(0, 1, 0.1)]
    [InlineData(6, 0, 0.1)]
    [InlineData(6, 4, 0.1)]
    [InlineData(6, 12, 0.1)]
    [InlineData(6, 3, -1)]
    [InlineData(6, 3, double.NaN)]
    [InlineData(6, 3, double.PositiveInfinity)]
    public void Construction_Impossible_IsRefused(int channels, int groups, double epsilon) =>
        Assert.Throws<ArgumentException>(() => new GroupNormalization(new() { Channels = channels, Epsilon = epsilon }, groups));

    [Fact]
    public void Forward_OtherShapes_AreRefused()
    {
        using GroupNormalization instance = new(new() { Channels = 6 }, 6);
        using BatchNormalization batch = new(new() { Channels = 6 }, NormStatistics.Frozen);

        Assert.Contains("single value", Assert.Throws<ArgumentException>(() => instance.call(ones(4, 6, 1, 1))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => batch.call(ones(4, 5, 2, 2)));
        Assert.Throws<ArgumentException>(() => batch.call(ones(3, 6, 2, 2)));
        Assert.Throws<ArgumentException>(() => batch.call(ones(4, 6)));
        Assert.Throws<ArgumentException>(() => batch.call(ones(0, 6, 2, 2)));
        Assert.Throws<ArgumentException>(() => batch.call(ones([4, 6, 2, 2], ScalarType.Float16)));
    }

    private static RandomStream Stream() => new(1, 0, 0, RandomPurpose.NormScale);

    private sealed class NoLaw : IChannelInitializer
    {
        public void Fill(Span<float> values, RandomStream stream) => values.Clear();
    }
}
