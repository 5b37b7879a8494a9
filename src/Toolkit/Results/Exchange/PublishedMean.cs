using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Results.Exchange;

/// <summary>
/// A published number: mean and standard deviation over simulations of a statistic at one place and depth; NaN where
/// not published.
/// </summary>
/// <param name="Statistic">Which statistic.</param>
/// <param name="Location">Where.</param>
/// <param name="Depth">The layer or unit.</param>
/// <param name="Simulations">How many simulations, 2 or more.</param>
/// <param name="Mean">The mean on a linear scale.</param>
/// <param name="Deviation">The standard deviation (with n - 1).</param>
/// <param name="LogMean">The mean of the natural logarithm.</param>
/// <param name="LogDeviation">The standard deviation of the natural logarithm.</param>
public sealed record PublishedMean(Statistic Statistic, Location Location, int Depth, int Simulations, double Mean,
    double Deviation,
    double LogMean, double LogDeviation);
