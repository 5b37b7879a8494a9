using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;

namespace MomentsDnns.Reproduction.Published;

/// <summary>A statistic of a published run at one depth, over its simulations.</summary>
/// <param name="Experiment">The run.</param>
/// <param name="Statistic">What was measured.</param>
/// <param name="Location">
/// Where; in resnets of the unit's first layer, <see cref="Location.Sum"/> after the addition.
/// </param>
/// <param name="Depth">At which layer or unit.</param>
/// <param name="Simulations">How many simulations.</param>
/// <param name="Mean">The mean.</param>
/// <param name="Deviation">The standard deviation over simulations.</param>
/// <param name="LogMean">The mean of the natural logarithm.</param>
/// <param name="LogDeviation">The standard deviation of the natural logarithm.</param>
public sealed record PublishedPoint(PublishedExperiment Experiment, Statistic Statistic, Location Location, int Depth,
    int Simulations,
    double Mean, double Deviation, double LogMean, double LogDeviation);
