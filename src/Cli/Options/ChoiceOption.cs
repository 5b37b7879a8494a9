using System.CommandLine;
using MomentsDnns.Results;

namespace MomentsDnns.Cli.Options;

/// <summary>An option whose values are the names of an enumeration, in lower case with dashes.</summary>
/// <param name="name">With its dashes, such as <c>--boundary</c>.</param>
/// <param name="description">For <c>--help</c>; the default is added.</param>
/// <param name="fallback">The default.</param>
internal sealed class ChoiceOption<T>(string name, string description, T fallback)
    : WordOption<T?>(name, $"{description} [default: {OptionText.Of(fallback)}]", string.Join("|", Names), OneOf(Names))
    where T : struct, Enum
{
    private static IEnumerable<string> Names => Enum.GetValues<T>().Select(OptionText.Of);

    /// <summary>The value given, or the default.</summary>
    public T In(ParseResult parsed) => Given(parsed) ?? fallback;

    /// <inheritdoc/>
    protected override T? Read(string text) => OptionText.TryParse(text, out T value) ? value : null;
}
