using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Training;

/// <summary>Which network is trained.</summary>
public sealed record TrainableOptions
{
    /// <summary>The most classes: labels and outputs of an image.</summary>
    public const int MostClasses = 100_000;

    /// <summary>
    /// The network; feedforward or residual, with any norm, activation, kernel, boundary and law of weights.
    /// </summary>
    public NetworkOptions Network { get; init; } = new();

    /// <summary>K, the classes: outputs of the head; from 2 to <see cref="MostClasses"/>, 10 by default.</summary>
    public int Classes { get; init; } = 10;

    /// <summary>By which law the weights of the head are drawn; N(0, 1/width) by default.</summary>
    public HeadLaw Head { get; init; } = HeadLaw.Unit;

    /// <summary>
    /// Whether constants of the law are trained too: scales of norms from 1, shifts from 0 and, where there is no norm,
    /// biases from 0. The net is the same function before the first step either way. False: weights, and what else the
    /// law draws. True by default.
    /// </summary>
    public bool TrainsConstants { get; init; } = true;

    /// <summary>Every rule that these options break, all at once; empty when they are sound.</summary>
    public IReadOnlyList<OptionFault> Validate() => TrainableRules.Broken(this);
}
