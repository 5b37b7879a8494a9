using System.Globalization;
using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Results.Options;

/// <summary>The words of <c>--norm</c>: a kind, with the groups of <c>group:8</c>.</summary>
internal static class NormWords
{
    private const char Separator = ':';

    /// <summary>The names there are.</summary>
    public static IEnumerable<string> Names() =>
        NormCatalog.All.Select(kind => kind.HasGroups ? $"{kind.Name}[:G]" : kind.Name);

    /// <summary>
    /// A network with the norm that a word means; null where it means none. Groups that are left out are the default
    /// ones.
    /// </summary>
    public static NetworkOptions? Read(NetworkOptions network, string word)
    {
        string[] parts = word.Split(Separator);
        if (NormCatalog.Find(parts[0]) is not { } kind) return null;
        if (parts.Length == 1) return network with { Norm = kind, NormGroups = new NetworkOptions().NormGroups };
        return kind.HasGroups && parts.Length == 2
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int groups)
            ? network with { Norm = kind, NormGroups = groups }
            : null;
    }
}
