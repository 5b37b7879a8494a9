using MomentsDnns.Architectures.Initialization;
using MomentsDnns.Architectures.Normalization;
using MomentsDnns.Architectures.Random;
using MomentsDnns.Architectures.Twins;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Tests.Normalization;

/// <summary>One normalization with one shape of input.</summary>
internal sealed record NormCase(NormUnderTest Norm, bool IsAffine, NoiseKind Noise, ScalarType Dtype, int Shape)
{
    // [N, C, H, W], groups: fully connected, few positions, channels that no vector divides, rows beyond a flush and a chunk.
    private static readonly (long[] Sizes, int Groups)[] s_shapes =
    [
        ([6, 20, 1, 1], 4), ([67, 32, 1, 1], 2), ([3, 6, 2, 2], 3), ([2, 21, 5, 3], 7), ([3, 10, 7, 9], 2), ([23, 9, 4, 5], 3),
    ];

    /// <summary>All normalizations, affine or not, kinds of noise, precisions and shapes that make sense together.</summary>
    public static TheoryData<NormUnderTest, bool, NoiseKind, ScalarType, int> All => new(
        from norm in Enum.GetValues<NormUnderTest>()
        from isAffine in new[] { false, true }
        from noise in Enum.GetValues<NoiseKind>()
        from dtype in new[] { ScalarType.Float32, ScalarType.Float64 }
        from shape in Enumerable.Range(0, s_shapes.Length)
        where norm != NormUnderTest.Instance || s_shapes[shape].Sizes[2] > 1
        select (norm, isAffine, noise, dtype, shape));

    public double Epsilon { get; init; } = 0.1; // large, so that where it stands matters

    public long[] Sizes => s_shapes[Shape].Sizes;

    public int Groups => Norm switch
    {
        NormUnderTest.Layer => 1,
        NormUnderTest.Instance => (int)Sizes[1],
        _ => s_shapes[Shape].Groups,
    };

    public bool IsBatch => Norm is NormUnderTest.BatchFrozen or NormUnderTest.BatchDifferentiated;

    /// <summary>Rounding to be allowed, relative.</summary>
    public double Tolerance => Dtype == ScalarType.Float64 ? 1e-12 : 3e-6;

    /// <summary>The module; affine ones have drawn scales and shifts.</summary>
    public Architectures.Normalization.Normalization Build(bool inPlace = false, bool reusesBuffers = false)
    {
        NormalizationSettings settings = new()
        {
            Channels = (int)Sizes[1],
            Epsilon = Epsilon,
            IsAffine = IsAffine,
            Noise = Noise,
            InPlace = inPlace,
            ReusesBuffers = reusesBuffers,
            Dtype = Dtype,
        };
        Architectures.Normalization.Normalization module = Norm switch
        {
            NormUnderTest.BatchFrozen => new BatchNormalization(settings, NormStatistics.Frozen),
            NormUnderTest.BatchDifferentiated => new BatchNormalization(settings, NormStatistics.Differentiated),
            NormUnderTest.PositionLayer => new PositionNormalization(settings, centres: true),
            NormUnderTest.RootMeanSquare => new PositionNormalization(settings, centres: false),
            _ => new GroupNormalization(settings, Groups),
        };
        if (IsAffine) Draw(module);
        return module;
    }

    /// <summary>Signal and noise as the module gets them, in its precision, the signal with a mean and a spread.</summary>
    public (Tensor Signal, Tensor Noise) Input(double mean = 2, double spread = 3, double amplitude = 1)
    {
        float[] values = new float[2 * Sizes.Aggregate(1L, (a, b) => a * b)];
        new RandomStream(11, 0, 0, RandomPurpose.Noise).FillNormal(values);
        Tensor both = tensor(values, [2 * Sizes[0], .. Sizes[1..]]).to(ScalarType.Float64);
        Tensor signal = TwinBatch.Signal(both), noise = TwinBatch.Noise(both);
        return ((mean + (spread * signal)).to(Dtype), ((0.4 + noise + (0.5 * signal)) * amplitude).to(Dtype));
    }

    /// <summary>The plain definition of the signal's output, of the module's scales and shifts.</summary>
    /// <param name="module">Where scales and shifts come from.</param>
    /// <param name="values">y.</param>
    /// <param name="clean">Whose statistics are held where the case freezes them.</param>
    public Tensor Direct(Architectures.Normalization.Normalization module, Tensor values, Tensor clean) =>
        Norm is NormUnderTest.PositionLayer or NormUnderTest.RootMeanSquare
            ? DirectNormalization.OfPositions(values, Norm == NormUnderTest.PositionLayer, Epsilon, module.Scale, module.Shift)
            : DirectNormalization.Of(values, Norm == NormUnderTest.BatchFrozen ? clean : values, IsBatch ? null : Groups, Epsilon,
                module.Scale, module.Shift);

    private static void Draw(Architectures.Normalization.Normalization module) => module.Initialize(
        new ShiftedNormal(1), new RandomStream(3, 0, 1, RandomPurpose.NormScale),
        new ShiftedNormal(0), new RandomStream(3, 0, 1, RandomPurpose.NormShift));

    private sealed class ShiftedNormal(float mean) : IChannelInitializer
    {
        public void Fill(Span<float> values, RandomStream stream)
        {
            stream.FillNormal(values, 0.5f);
            foreach (ref float value in values) value += mean;
        }
    }
}
