using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Cli.Options;

/// <summary><c>--norm</c>: the kinds of normalization, group norm with its number of groups.</summary>
internal sealed class NormOption() : WordOption<NormChoice?>("--norm",
    $"Normalization of each layer; group norm has {Default.NormGroups} groups where G is left out [default: {Default.Norm.Name}]",
    string.Join("|", Names), OneOf(Names))
{
    private static NetworkOptions Default => new();

    private static IEnumerable<string> Names =>
        NormCatalog.All.Select(kind => kind.HasGroups ? $"{kind.Name}[:G]" : kind.Name);

    /// <inheritdoc/>
    protected override NormChoice? Read(string text) => NormChoice.Parse(text);
}
