using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using MomentsDnns.Results.Facts;

namespace MomentsDnns.Analysis.Comparison;

/// <summary>What one compared curve is of: a statistic at a location, or an increment of chi.</summary>
public sealed record ComparedQuantity
{
    /// <summary>The statistic; null for an increment.</summary>
    public Statistic? Statistic { get; init; }

    /// <summary>Where; null for an increment.</summary>
    public Location? Location { get; init; }

    /// <summary>The increment; null for a statistic.</summary>
    public IncrementKind? Increment { get; init; }

    /// <summary>Whether natural logarithms are compared: chi, nu_2 and mu_2 are close to log-normal.</summary>
    public bool IsLogarithmic { get; init; }

    /// <summary>Whether means or standard deviations are compared.</summary>
    public ComparedMoment Moment { get; init; }

    /// <summary>A name for tables, such as <c>log chi, activation</c> or <c>sd of delta_phi_chi</c>.</summary>
    public string Name =>
        (Moment == ComparedMoment.StandardDeviation ? "sd of " : "")
        + (IsLogarithmic ? "log " : "")
        + (Increment is IncrementKind kind
            ? Increments.Name(kind)
            : $"{Statistic!.Value.Name}, {Location!.Value.Name}");
}
