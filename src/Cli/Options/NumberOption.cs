using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;
using MomentsDnns.Results.Options;

namespace MomentsDnns.Cli.Options;

/// <summary>An option whose values are numbers, read independently of the user's language.</summary>
/// <typeparam name="T"><see cref="int"/>, <see cref="ulong"/> or <see cref="double"/>.</typeparam>
internal sealed class NumberOption<T> : Option<T?>
    where T : struct, INumber<T>, IMinMaxValue<T>
{
    /// <summary>Creates an option with a default.</summary>
    /// <param name="name">With its dashes, such as <c>--depth</c>.</param>
    /// <param name="description">For <c>--help</c>; the default is added.</param>
    /// <param name="fallback">The default.</param>
    public NumberOption(string name, string description, T fallback)
        : this(name, string.Create(CultureInfo.InvariantCulture, $"{description} [default: {fallback}]"))
    {
        Fallback = fallback;
    }

    /// <summary>Creates an option whose default depends on others; the description says how.</summary>
    public NumberOption(string name, string description) : base(name)
    {
        Description = description;
        HelpName = NumberText.Word;
        CustomParser = Parse;
    }

    private T Fallback { get; }

    /// <summary>The value given, or the default.</summary>
    public T In(ParseResult parsed) => Given(parsed) ?? Fallback;

    /// <summary>The value given, or null where the option was left out.</summary>
    public T? Given(ParseResult parsed) => parsed.GetValue(this);

    private T? Parse(ArgumentResult result)
    {
        string text = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
        if (NumberText.Read<T>(text) is { } value) return value;
        result.AddError($"{Name} {text}: {NumberText.Rule<T>()}");
        return null;
    }
}
