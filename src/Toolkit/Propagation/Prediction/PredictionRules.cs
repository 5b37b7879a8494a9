using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;

namespace MomentsDnns.Propagation.Prediction;

/// <summary>
/// Where the theory of infinite width from the Gram matrix of the images holds: the conditions in one place.
/// </summary>
public static class PredictionRules
{
    /// <summary>The most images of a batch: the work of a layer grows as N^3, and takes about 2 s there.</summary>
    public const int LargestBatch = 512;

    /// <summary>The least images of a batch whose norm has epsilon 0: of fewer, E[1/v] is infinite.</summary>
    private const int LeastBatchWithoutEpsilon = 4;

    /// <summary>
    /// The conditions that an experiment does not meet, all at once; empty where the prediction holds.
    /// </summary>
    /// <param name="configuration">A sound experiment.</param>
    public static IReadOnlyList<OptionFault> Broken(ExperimentConfiguration configuration)
    {
        NetworkOptions network = configuration.Network;
        List<OptionFault> faults = [];
        if (!network.Norm.IsPredictedAtInfiniteWidth)
        {
            faults.Add(new(nameof(network.Norm), network.Norm.Name, "is not predicted: the theory is of batch norm",
                "take {Norm = NormKind.Batch}"));
        }
        if (!network.Initialization.MakesNormalSums)
        {
            faults.Add(new(nameof(network.Initialization), network.Initialization.Name,
                "is not predicted: the theory needs weights whose sums are normal in wide layers",
                "take {Initialization = InitializationKind.He}"));
        }

        if (!network.IsFullyConnected)
        {
            faults.Add(new(nameof(network.KernelSize), $"{network.KernelSize}",
                "is not predicted: convolutions need the Gram matrix of all pairs of positions",
                "take {KernelSize = 1}"));
        }

        if (network is { Norm.IsPredictedAtInfiniteWidth: true, HoldsNormStatistics: false })
        {
            faults.Add(OptionFault.Of(nameof(network.NormStatistics), network.NormStatistics,
                "are not predicted: the theory takes them as constants to the noise",
                "take {NormStatistics.Frozen}"));
        }

        if (network.HasAffineNorm)
        {
            bool isScale = network.ScaleRadius is not null;
            faults.Add(new(isScale ? nameof(network.ScaleRadius) : nameof(network.ShiftRadius),
                OptionFault.Format((isScale ? network.ScaleRadius : network.ShiftRadius)!.Value),
                "is not predicted: scales of norms are 1 and shifts 0 in the theory", "leave it out"));
        }

        if (configuration.NoiseAmplitude is { } amplitude)
        {
            faults.Add(ExperimentConfiguration.NoiseFault(amplitude,
                "is not predicted: the noise of the theory is infinitesimal", "take {null|tangent}"));
        }

        if (configuration.BatchSize > LargestBatch)
        {
            faults.Add(new(nameof(configuration.BatchSize), $"{configuration.BatchSize}",
                $"must be at most {LargestBatch} for a prediction, whose work grows as its cube",
                $"take {LargestBatch} or fewer"));
        }

        if (network is { Norm.IsPredictedAtInfiniteWidth: true, NormEpsilon: 0 }
            && configuration.BatchSize < LeastBatchWithoutEpsilon)
        {
            faults.Add(new(nameof(configuration.BatchSize), $"{configuration.BatchSize}",
                $"must be at least {LeastBatchWithoutEpsilon} where {{NormEpsilon}} is 0: of fewer images the noise "
                    + "grows without bound", "take 64, the default"));
        }

        return faults;
    }
}
