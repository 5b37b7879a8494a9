using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;

namespace MomentsDnns.Cli.Options;

/// <summary><c>--norm</c>: the kinds of normalization, group norm with its number of groups.</summary>
internal sealed class NormOption() : WordOption<NormChoice?>("--norm",
    $"Normalization of each layer; group norm has {Default.NormGroups} groups where G is left out [default: {OptionText.Of(Default.Norm)}]",
    string.Join("|", Names), OneOf(Names))
{
    private static NetworkOptions Default => new();

    private static IEnumerable<string> Names =>
        Enum.GetValues<NormKind>().Select(k => k == NormKind.Group ? $"{OptionText.Of(k)}[:G]" : OptionText.Of(k));

    /// <inheritdoc/>
    protected override NormChoice? Read(string text) => NormChoice.Parse(text);
}
