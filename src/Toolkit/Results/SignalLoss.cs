namespace MomentsDnns.Results;

/// <summary>That a simulation's signal was lost, and from where on: statistics of its variance do not exist beyond.</summary>
/// <param name="Cause">Why.</param>
/// <param name="Depth">
/// The layer or unit at which it was lost: of an overflow the very one, of a loss in rounding the first recorded one.
/// </param>
public readonly record struct SignalLoss(LossCause Cause, int Depth);
