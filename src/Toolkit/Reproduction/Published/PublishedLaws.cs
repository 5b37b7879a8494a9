namespace MomentsDnns.Reproduction.Published;

/// <summary>
/// Laws of the published sensitivities, by this toolkit's definitions, from the means over simulations at every
/// recorded depth.
/// </summary>
public static class PublishedLaws
{
    /// <summary>
    /// gamma: the slope of the mean of log chi over the layer, by least squares, batch-norm feedforward nets, layers 10
    /// to 200.
    /// </summary>
    public const double FeedforwardRate = 0.152815;

    /// <summary>
    /// delta chi of vanilla nets: the mean over layers 102 to 200 of exp(mean log chi after - mean log chi before).
    /// </summary>
    public const double DeeperVanillaIncrement = 1.00214;

    /// <summary>
    /// tau: the slope of the mean of log chi over log(l + a + tau + 1/2), a = pi/(pi - 1), by least squares, from a
    /// twentieth of the units on. (On log l itself 0.525588 and 0.534931.)
    /// </summary>
    /// <param name="units">The last unit.</param>
    /// <returns>tau of units 10 to 200 or 25 to 500; null for others.</returns>
    public static double? FittedExponent(int units) => units switch { 200 => 0.554635, 500 => 0.546288, _ => null };

    /// <summary>
    /// tau = (delta^4 - 1)/2, delta the mean over recorded units of mean chi after the unit's first convolution / mean
    /// chi at its input (<see cref="PublishedPrediction"/>).
    /// </summary>
    /// <param name="units">The last unit.</param>
    /// <returns>tau of units 5 to 200 or 5 to 500; null for others.</returns>
    public static double? PredictedExponent(int units) => units switch { 200 => 0.559447, 500 => 0.549030, _ => null };
}
