namespace MomentsDnns.Results;

/// <summary>
/// That a simulation's signal was lost, or its finite noise alone, and from where on: statistics of the signal's
/// variance, or of the noise, do not exist beyond.
/// </summary>
/// <param name="Cause">Why.</param>
/// <param name="Depth">
/// The layer or unit at which it was lost: of an overflow the very one, of the others the first recorded one.
/// </param>
public readonly record struct Degeneracy(DegeneracyCause Cause, int Depth)
{
    /// <summary>Whether the noise is lost and the signal sound.</summary>
    public bool IsOfNoise => Cause == DegeneracyCause.NoiseRounding;
}
