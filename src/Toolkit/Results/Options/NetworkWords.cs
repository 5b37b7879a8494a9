using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Results.Options;

/// <summary>Names that mean something of a network.</summary>
/// <param name="Names">Those there are.</param>
/// <param name="Read">The network with what a name means, or null.</param>
internal sealed record NetworkWords(Func<IEnumerable<string>> Names, Func<NetworkOptions, string, NetworkOptions?> Read)
{
    /// <summary>The same of experiments.</summary>
    public OptionWords OfExperiments() =>
        OptionWords.Kinds(
            Names, (e, word) => Read(e.Network, word) is { } network ? e with { Network = network } : null);
}
