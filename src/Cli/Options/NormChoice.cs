using System.Globalization;
using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Cli.Options;

/// <summary>A value of <c>--norm</c>: a kind, and the groups of <c>group:G</c>.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Groups">G; null where it was left out or the kind has none.</param>
internal readonly record struct NormChoice(NormKind Kind, int? Groups = null)
{
    private const char Separator = ':';

    /// <summary>Reads <c>batch</c>, <c>group</c>, <c>group:8</c> and their like.</summary>
    public static NormChoice? Parse(string text)
    {
        string[] parts = text.Split(Separator);
        if (NormCatalog.Find(parts[0]) is not { } kind) return null;
        if (parts.Length == 1) return new(kind);
        return kind.HasGroups && parts.Length == 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int groups)
            ? new(kind, groups)
            : null;
    }

    /// <summary>As on the command line.</summary>
    public override string ToString() => Groups is { } groups ? $"{Kind.Name}{Separator}{groups}" : Kind.Name;
}
