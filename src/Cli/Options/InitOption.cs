using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Cli.Options;

/// <summary>A law that weights are drawn anew by.</summary>
/// <param name="description">For <c>--help</c>.</param>
internal sealed class InitOption(string description)
    : WordOption<InitializationKind?>("--init", description, string.Join("|", Names), OneOf(Names))
{
    private static IEnumerable<string> Names => InitializationCatalog.All.Select(kind => kind.Name);

    /// <inheritdoc/>
    protected override InitializationKind? Read(string text) => InitializationCatalog.Find(text);
}
