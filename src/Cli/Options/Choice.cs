using System.CommandLine;
using MomentsDnns.Results;

namespace MomentsDnns.Cli.Options;

/// <summary>Options whose values are the names of an enumeration, in lower case with dashes.</summary>
internal static class Choice
{
    /// <summary>An option of an enumeration.</summary>
    /// <param name="name">With its dashes, such as <c>--boundary</c>.</param>
    /// <param name="description">For <c>--help</c>.</param>
    /// <param name="fallback">The default.</param>
    public static Option<T> Option<T>(string name, string description, T fallback)
        where T : struct, Enum => new(name)
        {
            Description = description,
            HelpName = string.Join("|", Names<T>()),
            DefaultValueFactory = _ => fallback,
            CustomParser = result => Parse<T>(name, result),
        };

    /// <summary>An option of an enumeration that may be left out.</summary>
    public static Option<T?> Optional<T>(string name, string description)
        where T : struct, Enum => new(name)
        {
            Description = description,
            HelpName = string.Join("|", Names<T>()),
            CustomParser = result => Parse<T>(name, result),
        };

    private static IEnumerable<string> Names<T>()
        where T : struct, Enum => Enum.GetValues<T>().Select(OptionText.Of);

    private static T Parse<T>(string option, System.CommandLine.Parsing.ArgumentResult result)
        where T : struct, Enum
    {
        string text = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
        if (OptionText.TryParse(text, out T value)) return value;
        result.AddError($"{option} {text}: must be one of {string.Join(", ", Names<T>())}; take one of them");
        return default;
    }
}
