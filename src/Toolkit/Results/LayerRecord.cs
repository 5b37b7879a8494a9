using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Results;

/// <summary>The statistics of one simulation at one depth and location: one row of a run's table.</summary>
/// <param name="Depth">
/// The layer (feedforward) or residual unit, from 1; of a net that is trained the step, from 0.
/// </param>
/// <param name="Location">Where in it.</param>
/// <param name="Values">
/// The values, as kept (see <see cref="Statistic.IsLogarithmic"/>); what is absent was not computed.
/// </param>
/// <param name="Degeneracy">
/// The degeneracy of the signal here or before, else that of the noise; null where both are sound.
/// </param>
public sealed record LayerRecord(int Depth, Location Location, IReadOnlyDictionary<Statistic, double> Values,
    Degeneracy? Degeneracy = null);
