using System.Text.RegularExpressions;

namespace MomentsDnns.Architectures.Networks;

/// <summary>
/// How rules and remedies name options, in C# between braces: <c>{KernelSize}</c>, <c>{KernelSize = 3}</c>, <c>{Norm =
/// NormKind.Batch}</c>, or a value alone,
/// <c>{NormKind.Batch}</c>. On the command line these are <c>--kernel-size</c>, <c>--kernel-size 3</c>, <c>--norm
/// batch</c>, <c>batch</c>. What has no such form there
/// is written twice, <c>{in C#|on the command line}</c>. A brace of other text is doubled, see <see cref="Literal"/>.
/// </summary>
public static partial class FaultText
{
    /// <summary>Text that names no option, from outside perhaps: its braces are kept.</summary>
    /// <param name="text">The text.</param>
    public static string Literal(string text) => text.Replace("{", "{{", StringComparison.Ordinal);

    /// <summary>A text for who writes programs.</summary>
    /// <param name="text">With markup.</param>
    public static string InProperties(string text) => Mention().Replace(text, found =>
        found.Groups["both"].Success ? found.Groups["here"].Value
        : found.Value == "{{" ? "{" : found.Value[1..^1]);

    /// <summary>A text for a user of the command line.</summary>
    /// <param name="text">With markup.</param>
    /// <param name="nameOf">The name of a property's option, without dashes.</param>
    public static string OnCommandLine(string text, Func<string, string> nameOf) => Mention().Replace(text, found =>
    {
        string value = OptionFault.Format(found.Groups["value"].Value);
        return found.Groups["both"].Success ? found.Groups["there"].Value
            : found.Value == "{{" ? "{"
            : !found.Groups["option"].Success ? value
            : $"--{nameOf(found.Groups["option"].Value)}{(value.Length > 0 ? " " : "")}{value}";
    });

    [GeneratedRegex(@"\{\{|\{(?:(?<both>(?<here>[^{}|]*)\|(?<there>[^{}]*))|[A-Z]\w*\.(?<value>[A-Z]\w*)"
        + @"|(?<option>[A-Z]\w*)(?: = (?:[A-Z]\w*\.)?(?<value>[^{}|]+))?)\}")]
    private static partial Regex Mention();
}
