using MomentsDnns.Architectures.Tests.Networks;
using MomentsDnns.Architectures.Twins;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Tests.Normalization;

/// <summary>Every normalization, affine or not, with each noise, precision and shape, against its definition.</summary>
public sealed class NormalizationTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [MemberData(nameof(NormCase.All), MemberType = typeof(NormCase))]
    public void Signal_IsTheDefinition(NormUnderTest norm, bool isAffine, NoiseKind noise, ScalarType dtype, int shape)
    {
        NormCase about = new(norm, isAffine, noise, dtype, shape);
        using Architectures.Normalization.Normalization module = about.Build();
        (Tensor y, Tensor dy) = about.Input();

        Tensor twin = module.call(TwinBatch.Stack(y, dy));

        Assert.Equal(dtype, twin.dtype);
        Assert.True(Nets.RelativeError(TwinBatch.Signal(twin), about.Direct(module, y, y)) < about.Tolerance);
    }

    // Of the definition in 64 bits: its error is of the order of Step^2. Statistics of the frozen batch are held.
    [Theory]
    [MemberData(nameof(NormCase.All), MemberType = typeof(NormCase))]
    public void Noise_OfSmallAmplitude_IsTheCentralDifference(NormUnderTest norm, bool isAffine, NoiseKind noise, ScalarType dtype, int shape)
    {
        const double step = 1e-5, amplitude = 1e-7;
        NormCase about = new(norm, isAffine, noise, dtype, shape);
        using Architectures.Normalization.Normalization module = about.Build();
        (Tensor y, Tensor dy) = about.Input(amplitude: amplitude);

        Tensor actual = TwinBatch.Noise(module.call(TwinBatch.Stack(y, dy))) / amplitude;

        (Tensor wide, Tensor move) = (y.to(ScalarType.Float64), dy.to(ScalarType.Float64) * (step / amplitude));
        Tensor expected = (about.Direct(module, wide + move, wide) - about.Direct(module, wide - move, wide)) / (2 * step);
        // A tangent may have any amplitude; a finite noise of 1e-7 differs from one by as much, in units of the spread.
        Assert.True(Nets.RelativeError(actual, expected) < 1e-7 + about.Tolerance);
    }

    [Theory]
    [MemberData(nameof(NormCase.All), MemberType = typeof(NormCase))]
    public void Tangent_IsLinearAndFiniteIsTheDifference(NormUnderTest norm, bool isAffine, NoiseKind noise, ScalarType dtype, int shape)
    {
        NormCase about = new(norm, isAffine, noise, dtype, shape);
        using Architectures.Normalization.Normalization module = about.Build();
        (Tensor small, Tensor dSmall) = about.Input(amplitude: 0.25);
        (Tensor y, Tensor dy) = about.Input(amplitude: 4);

        Tensor actual = TwinBatch.Noise(module.call(TwinBatch.Stack(y, dy)));

        if (noise == NoiseKind.Tangent)
        {
            // To the bit: the factor 16 is a power of two.
            Tensor scaled = TwinBatch.Noise(module.call(TwinBatch.Stack(small, dSmall))) * 16;
            Assert.True(scaled.equal(actual).all().item<bool>());
            return;
        }

        Tensor wide = y.to(ScalarType.Float64);
        Tensor expected = about.Direct(module, wide + dy.to(ScalarType.Float64), wide) - about.Direct(module, wide, wide);
        Assert.True(Nets.RelativeError(actual, expected) < about.Tolerance);
        // The tangent would be another answer, but of frozen statistics.
        using Architectures.Normalization.Normalization tangent = (about with { Noise = NoiseKind.Tangent }).Build();
        double distance = Nets.RelativeError(TwinBatch.Noise(tangent.call(TwinBatch.Stack(y, dy))), expected);
        Assert.True(norm == NormUnderTest.BatchFrozen ? distance < about.Tolerance : distance > 0.05);
    }

    [Theory]
    [MemberData(nameof(NormCase.All), MemberType = typeof(NormCase))]
    public void ByTorch_OnTheCpu_AgreesWithTheKernel(NormUnderTest norm, bool isAffine, NoiseKind noise, ScalarType dtype, int shape)
    {
        NormCase about = new(norm, isAffine, noise, dtype, shape);
        using Architectures.Normalization.Normalization module = about.Build();
        (Tensor y, Tensor dy) = about.Input();
        Tensor twin = TwinBatch.Stack(y, dy);

        Tensor actual = module.ByTorch(twin), expected = module.call(twin);

        Assert.Equal(expected.shape, actual.shape);
        Assert.True(Nets.RelativeError(TwinBatch.Signal(actual), TwinBatch.Signal(expected)) < about.Tolerance);
        Assert.True(Nets.RelativeError(TwinBatch.Noise(actual), TwinBatch.Noise(expected)) < about.Tolerance);
    }

    [Theory]
    [MemberData(nameof(NormCase.All), MemberType = typeof(NormCase))]
    public void Memory_InPlaceOrInBuffers_HoldsTheSameBits(NormUnderTest norm, bool isAffine, NoiseKind noise, ScalarType dtype, int shape)
    {
        NormCase about = new(norm, isAffine, noise, dtype, shape);
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using (NewDisposeScope())
        {
            using Architectures.Normalization.Normalization fresh = about.Build(), inPlace = about.Build(inPlace: true),
                buffered = about.Build(reusesBuffers: true);
            (Tensor y, Tensor dy) = about.Input();
            Tensor input = TwinBatch.Stack(y, dy), kept = input.clone(), other = input.clone();

            Tensor expected = fresh.call(input), first = buffered.call(input), second = buffered.call(first);

            Assert.True(input.equal(kept).all().item<bool>());
            Assert.True(first.equal(expected).all().item<bool>());
            Assert.True(second.equal(fresh.call(expected)).all().item<bool>());
            Assert.True(inPlace.call(other).equal(expected).all().item<bool>());
            Assert.True(other.equal(expected).all().item<bool>());
        }

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    // Means of a thousand spreads: as float32, the input itself has no more than 3e-5 of a spread.
    [Theory]
    [MemberData(nameof(NormCase.All), MemberType = typeof(NormCase))]
    public void LargeMean_KeepsTheDigitsThatTheInputHas(NormUnderTest norm, bool isAffine, NoiseKind noise, ScalarType dtype, int shape)
    {
        NormCase about = new(norm, isAffine, noise, dtype, shape);
        using Architectures.Normalization.Normalization module = about.Build();
        (Tensor y, Tensor dy) = about.Input(mean: 1000, spread: 1);
        dy += 1000;

        Tensor twin = module.call(TwinBatch.Stack(y, dy));

        (Tensor wide, Tensor wideNoise) = (y.to(ScalarType.Float64), dy.to(ScalarType.Float64));
        double tolerance = dtype == ScalarType.Float64 ? 1e-10 : 1e-4;
        Assert.True(Nets.RelativeError(TwinBatch.Signal(twin), about.Direct(module, wide, wide)) < tolerance);
        const double step = 1e-5;
        Tensor expected = noise == NoiseKind.Finite
            ? about.Direct(module, wide + wideNoise, wide) - about.Direct(module, wide, wide)
            : (about.Direct(module, wide + (step * wideNoise), wide) - about.Direct(module, wide - (step * wideNoise), wide)) / (2 * step);
        Assert.True(Nets.RelativeError(TwinBatch.Noise(twin), expected) < Math.Max(tolerance, noise == NoiseKind.Finite ? 0 : 1e-6));
    }
}
