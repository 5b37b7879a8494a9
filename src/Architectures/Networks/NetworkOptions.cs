using MomentsDnns.Architectures.Activations;
using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Architectures.Normalization;
using MomentsDnns.Architectures.Twins;

namespace MomentsDnns.Architectures.Networks;

/// <summary>Which network: everything that decides the law of its layers.</summary>
public sealed record NetworkOptions
{
    /// <summary>
    /// The most values of a tensor: its memory is addressed by 32-bit offsets in bytes, 8 a value at most.
    /// </summary>
    public const int LargestTensor = int.MaxValue / 8;

    /// <summary>
    /// The most layers or units: a simulation is kept when it has passed all of them, and so many take minutes of the
    /// narrowest net.
    /// </summary>
    public const int LargestDepth = 1_000_000;

    /// <summary>The most layers of a residual unit, whose weights are in memory together.</summary>
    public const int LargestResidualDepth = 1000;

    /// <summary>How layers are joined; feedforward by default.</summary>
    public Topology Topology { get; init; } = Topology.Feedforward;

    /// <summary>The normalization of each layer; none by default.</summary>
    public NormKind Norm { get; init; } = NormKind.None;

    /// <summary>The activation of each layer; ReLU by default.</summary>
    public ActivationKind Activation { get; init; } = ActivationKind.Relu;

    /// <summary>
    /// H, the layers in a residual unit (from 1 to <see cref="LargestResidualDepth"/>); 2 by default. Without meaning
    /// in feedforward nets.
    /// </summary>
    public int ResidualDepth { get; init; } = 2;

    /// <summary>Layers (feedforward) or residual units, from 1 to <see cref="LargestDepth"/>; 200 by default.</summary>
    public int Depth { get; init; } = 200;

    /// <summary>
    /// Channels of every layer, 1 or more; 512 by default. Weights are tensors: width^2 times the taps of the kernel is
    /// at most <see cref="LargestTensor"/>.
    /// </summary>
    public int Width { get; init; } = 512;

    /// <summary>
    /// Spatial size of the kernels; 1 is the fully connected case; 3 by default. Even ones where the boundary is
    /// periodic.
    /// </summary>
    public int KernelSize { get; init; } = 3;

    /// <summary>What a convolution sees beyond the edge; periodic by default.</summary>
    public Boundary Boundary { get; init; } = Boundary.Periodic;

    /// <summary>
    /// Groups of channels of group normalization, a divisor of the width; 32 by default. Without meaning elsewhere.
    /// </summary>
    public int NormGroups { get; init; } = 32;

    /// <summary>What the statistics of batch normalization are to the noise; constants (frozen) by default.</summary>
    public NormStatistics NormStatistics { get; init; } = NormStatistics.Frozen;

    /// <summary>Added to the variance that a normalization divides by, 0 or more; 1e-3 by default.</summary>
    public double NormEpsilon { get; init; } = 1e-3;

    /// <summary>The law of the weights; He by default.</summary>
    public InitializationKind Initialization { get; init; } = InitializationKind.He;

    /// <summary>
    /// sigma_w^2 of gaussian weights, E|w|^2 of orthogonal and uniform weight vectors; null: 2, that of He's law.
    /// Without meaning where the law names its variance.
    /// </summary>
    public double? WeightVariance { get; init; }

    /// <summary>sigma_b^2 of normal biases (gaussian, orthogonal); null or 0: no biases.</summary>
    public double? BiasVariance { get; init; }

    /// <summary>
    /// The radius of the balls of uniform weight vectors; null: sqrt(V (n + 2) / n), n = fan-in, V by
    /// <see cref="WeightVariance"/>.
    /// </summary>
    public double? WeightRadius { get; init; }

    /// <summary>The radius of uniform biases; null or 0: no biases.</summary>
    public double? BiasRadius { get; init; }

    /// <summary>The radius of uniform scales of the normalizations; null: scales 1.</summary>
    public double? ScaleRadius { get; init; }

    /// <summary>The radius of uniform shifts of the normalizations; null: shifts 0.</summary>
    public double? ShiftRadius { get; init; }

    /// <summary>
    /// How convolutions are computed; by the faster algorithm by default. Changes rounding, not the law.
    /// </summary>
    public ConvolutionAlgorithm Convolution { get; init; } = ConvolutionAlgorithm.Auto;

    /// <summary>The most channels that leave a unit, the first or the last one.</summary>
    public int LargestWidth => Math.Max(Topology.WidthAt(this, 0), Topology.WidthAt(this, Depth));

    /// <summary>Whether images are flattened to features: kernel size 1.</summary>
    public bool IsFullyConnected => KernelSize == 1;

    /// <summary>Whether convolutions have biases.</summary>
    public bool HasBias => BiasVariance > 0 || BiasRadius > 0 || Initialization.Biases is not null;

    /// <summary>Whether normalizations have random scales or shifts.</summary>
    public bool HasAffineNorm => ScaleRadius is not null || ShiftRadius is not null;

    /// <summary>Whether the norm's statistics are constants to the noise.</summary>
    public bool HoldsNormStatistics => Norm.CanHoldStatistics && NormStatistics == NormStatistics.Frozen;

    /// <summary>
    /// Whether the net is positively homogeneous, f(a x) = a f(x) for a &gt; 0: no norm that is not, no bias, and such
    /// an activation.
    /// </summary>
    public bool IsPositivelyHomogeneous => KeepsFactors && Activation.IsPositivelyHomogeneous;

    /// <summary>
    /// Whether powers of two may be divided out of the signal: always, or where it is so small that the activation is
    /// proportional to it.
    /// </summary>
    public SignalRescaling SignalRescaling => !KeepsFactors ? SignalRescaling.Never
        : Activation.IsPositivelyHomogeneous ? SignalRescaling.Always
        : Activation.IsHomogeneousNearZero ? SignalRescaling.NearZero : SignalRescaling.Never;

    // Whether a factor of the signal passes norm and convolution.
    private bool KeepsFactors => Norm.IsPositivelyHomogeneous && !HasBias && !(ShiftRadius > 0);

    /// <summary>Every rule that these options break, all at once; empty when they are sound.</summary>
    public IReadOnlyList<OptionFault> Validate() => NetworkRules.Broken(this);
}
