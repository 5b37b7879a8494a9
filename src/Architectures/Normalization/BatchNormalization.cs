using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Architectures.Twins;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Normalization;

/// <summary>
/// Batch normalization of a twin batch: z_c = (y_c - E y_c) / s_c, s_c = sqrt(Var y_c + epsilon), the statistics taken
/// per channel over images and positions of the clean signal. Frozen, they are constants to the noise: dz_c = dy_c /
/// s_c. Differentiated: dz_c = (dy_c - E dy_c - z_c E[z_c dy_c]) / s_c, and a finite noise has statistics of its own:
/// norm(y + d) - norm(y).
/// </summary>
/// <remarks>
/// Input and output <c>[2N, C, H, W]</c>, channels-last. Variances are population variances (divided by N H W). Source:
/// Labatie 2019, section 2; Ioffe and Szegedy 2015.
/// </remarks>
public sealed class BatchNormalization : StandardizingNormalization
{
    private readonly Func<TwinMoments, NormMap> _mapOf;

    /// <summary>Creates the layer.</summary>
    /// <param name="settings">What every normalization has.</param>
    /// <param name="statistics">What the statistics are to the noise.</param>
    /// <exception cref="ArgumentException">The settings are impossible.</exception>
    public BatchNormalization(NormalizationSettings settings, NormStatistics statistics)
        : base(nameof(BatchNormalization), settings)
    {
        IsFrozen = statistics == NormStatistics.Frozen;
        _mapOf = IsFrozen ? m =>
            NormMap.Frozen(m, settings.Epsilon) : NormMap.Differentiated(settings.Noise, settings.Epsilon);
    }

    /// <summary>Whether the statistics are constants to the noise (<see cref="NormStatistics.Frozen"/>).</summary>
    public bool HasFrozenStatistics => IsFrozen;

    /// <summary>
    /// The statistics that the layer takes of a twin batch: m_c = E y_c and s_c = sqrt(Var y_c + epsilon).
    /// </summary>
    /// <param name="input">The layer's input <c>[2N, C, H, W]</c>, of which the signal counts.</param>
    /// <returns>m and s, each <c>[C]</c> in 64-bit arithmetic.</returns>
    /// <exception cref="ArgumentException">The input is not of this layer's shape.</exception>
    public (Tensor Mean, Tensor Deviation) StatisticsOf(Tensor input)
    {
        RequireShape(input);
        using DisposeScope scope = NewDisposeScope();
        Tensor signal = TwinBatch.Signal(input).to(ScalarType.Float64);
        Tensor mean = signal.mean(SharedDimensions, keepdim: true), centred = signal.Minus(mean);
        Tensor deviation = centred.mul(centred).mean(SharedDimensions).Plus(Settings.Epsilon).sqrt();
        return (mean.reshape(-1).MoveToOuterDisposeScope(), deviation.MoveToOuterDisposeScope());
    }

    private protected override bool IsFrozen { get; }

    private protected override long[] SharedDimensions => [0, 2, 3];

    private protected override Tensor Grouped(Tensor images) => images;

    private protected override unsafe void Apply<T>(Tensor source, Tensor target, int positions) =>
        BatchNormKernel.Apply(
        TwinPointer<T>.Of(source), TwinPointer<T>.Of(target), (int)source.shape[0] / 2, Settings.Channels, !IsFrozen,
        _mapOf,
        Pointer<T>(Scale), Pointer<T>(Shift));
}
