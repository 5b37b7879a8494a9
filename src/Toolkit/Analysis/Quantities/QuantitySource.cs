using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using MomentsDnns.Results.Facts;

namespace MomentsDnns.Analysis.Quantities;

/// <summary>A recorded statistic that a quantity is made of.</summary>
/// <param name="Statistic">The statistic.</param>
/// <param name="Place">Where it is taken in a net; null: the net has no such place.</param>
internal readonly record struct QuantitySource(Statistic Statistic, Func<NetworkFacts, Location?> Place)
{
    /// <summary>Its curve in a run; null where the run does not hold it.</summary>
    public Curve? Find(RunResults run) => Place(run.Facts) is { } place ? run.Find(Statistic, place) : null;
}
