using MomentsDnns.Results;

namespace MomentsDnns.Cli.Options;

/// <summary>An option whose values are the names of an enumeration, and whose default depends on others.</summary>
/// <param name="name">With its dashes, such as <c>--norm-statistics</c>.</param>
/// <param name="description">For <c>--help</c>, the default included.</param>
internal sealed class WordChoice<T>(string name, string description)
    : WordOption<T?>(name, description, string.Join("|", Names), OneOf(Names))
    where T : struct, Enum
{
    private static IEnumerable<string> Names => Enum.GetValues<T>().Select(OptionText.Of);

    /// <inheritdoc/>
    protected override T? Read(string text) => OptionText.TryParse(text, out T value) ? value : null;
}
