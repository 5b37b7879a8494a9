using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Results.Options;

/// <summary>When an option has a meaning.</summary>
/// <param name="Holds">Whether it has, in a network.</param>
/// <param name="Rule">
/// What is told of a network where it is given without; null: the network's own rules tell it.
/// </param>
/// <param name="Remedy">What to do instead.</param>
public sealed record OptionCondition(
    Func<NetworkOptions, bool> Holds, Func<NetworkOptions, string>? Rule = null, string? Remedy = null);
