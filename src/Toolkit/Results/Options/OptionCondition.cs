using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Results.Options;

/// <summary>When an option has a meaning.</summary>
/// <param name="Holds">Whether it has, in a network.</param>
/// <param name="Rule">What is told to a user who gives it elsewhere; null where the network's own rules tell
/// it.</param>
/// <param name="Remedy">What to do instead.</param>
public sealed record OptionCondition(Func<NetworkOptions, bool> Holds, string? Rule = null, string? Remedy = null);
