using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Training;

/// <summary>How a network is trained. The loss is the cross-entropy, the mean over the images of a batch.</summary>
public sealed record TrainingOptions
{
    /// <summary>mu of <see cref="OptimizerKind.Sgd"/> where nobody says: 0.9.</summary>
    public const double UsualMomentum = 0.9;

    /// <summary>How gradients become steps; SGD with momentum by default.</summary>
    public OptimizerKind Optimizer { get; init; } = OptimizerKind.Sgd;

    /// <summary>eta, above 0; 0.01 by default.</summary>
    public double Rate { get; init; } = 0.01;

    /// <summary>How the rate changes; not at all by default.</summary>
    public RateSchedule Schedule { get; init; } = RateSchedule.Constant;

    /// <summary>mu of SGD, from 0 to below 1; null: 0.9. Adam has none.</summary>
    public double? Momentum { get; init; }

    /// <summary>
    /// lambda, 0 (the default) or more: lambda w is added to the gradient of the weights of convolutions and linear
    /// maps; not of biases, scales and shifts.
    /// </summary>
    public double WeightDecay { get; init; }

    /// <summary>T, 1 or more; 1000 by default.</summary>
    public int Steps { get; init; } = 1000;

    /// <summary>Images in a batch, 2 or more; 64 by default.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>
    /// How many steps are recorded, from 2: the first (0), the last, and others whose logarithms are equally far apart;
    /// fewer where they fall together. 20 by default.
    /// </summary>
    public int Records { get; init; } = 20;

    /// <summary>
    /// The training images by which a net is judged, the same at every step; 2 or more, 1000 by default or as many as
    /// there are.
    /// </summary>
    public int JudgedImages { get; init; } = 1000;

    /// <summary>The steps at which loss and accuracy are recorded, ascending, 0 and the last among them.</summary>
    public IReadOnlyList<int> RecordedSteps
    {
        get
        {
            int between = Records - 2; // from 1 to T, T^(i / between)
            IEnumerable<int> spaced = Enumerable.Range(0, Records - 1).Select(i =>
                (int)Math.Round(Math.Pow(Steps, between == 0 ? 1 : i / (double)between)));
            return [.. spaced.Append(0).Distinct().Order()];
        }
    }

    /// <summary>The rate of a step.</summary>
    /// <param name="step">The step, from 0.</param>
    public double RateAt(int step) => Schedule == RateSchedule.Cosine
        ? 0.5 * Rate * (1 + Math.Cos(Math.PI * step / Steps))
        : Rate;

    /// <summary>Every rule that these options break, all at once; empty when they are sound.</summary>
    public IReadOnlyList<OptionFault> Validate() => [.. TrainingRules.Broken(this)];
}
