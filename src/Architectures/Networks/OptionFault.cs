using System.Globalization;
using System.Text;
using MomentsDnns.Architectures.Text;

namespace MomentsDnns.Architectures.Networks;

/// <summary>
/// One broken rule of an option: what a user needs to mend it. Rule and remedy name other options in the markup of
/// <see cref="FaultText"/>, so that
/// a program's author reads of properties, and a user of the command line of options.
/// </summary>
/// <param name="Option">The property's name, such as <c>KernelSize</c>.</param>
/// <param name="Value">The value received, as text.</param>
/// <param name="Rule">What the value must be, such as "must be odd and at least 1".</param>
/// <param name="Remedy">What to do instead, such as "take 3".</param>
public sealed record OptionFault(string Option, string Value, string Rule, string Remedy)
{
    /// <summary>
    /// The option's name on the command line; null: the one that is declared, or the property's in lower case with
    /// dashes.
    /// </summary>
    public string? OptionName { get; init; }

    /// <summary>Whether the option was left out, so that there is no value to show.</summary>
    public bool IsMissing { get; init; }

    /// <summary>The value on the command line, such as <c>finite:0.01</c>; null: as it is.</summary>
    public string? OptionValue { get; init; }

    /// <summary>The fault of an enum's value.</summary>
    /// <param name="option">The property's name.</param>
    /// <param name="value">The value.</param>
    /// <param name="rule">What it must be.</param>
    /// <param name="remedy">What to do instead.</param>
    public static OptionFault Of<TEnum>(string option, TEnum value, string rule, string remedy)
        where TEnum : struct, Enum =>
        new(option, $"{typeof(TEnum).Name}.{value}", rule, remedy) { OptionValue = Format(value.ToString()) };

    /// <summary>The fault of an option that was left out.</summary>
    /// <param name="option">The property's name.</param>
    /// <param name="why">Why it is needed, a sentence that begins in lower case.</param>
    /// <param name="remedy">What to do.</param>
    public static OptionFault Missing(string option, string why, string remedy) =>
        new(option, "", $"is needed: {why}", remedy) { IsMissing = true };

    /// <summary>A number as users type it: invariant culture, shortest form that reads back.</summary>
    public static string Format(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>
    /// An enum's member as users type it: lower case with dashes between words, such as <c>kaiming-uniform</c>.
    /// </summary>
    /// <param name="member">A name in Pascal case.</param>
    public static string Format(string member)
    {
        StringBuilder text = new();
        foreach (char letter in member)
        {
            if (char.IsUpper(letter) && text.Length > 0) text.Append('-');
            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }

    /// <summary>
    /// One line for who writes programs: property, value, rule, remedy. An empty value is shown as quotation marks.
    /// </summary>
    public override string ToString() =>
        $"{Option}{Beside(Value)} {FaultText.InProperties(Rule)}; {FaultText.InProperties(Remedy)}";

    /// <summary>The same for a user of the command line: <c>--kernel-size 4: ..</c>.</summary>
    /// <param name="nameOf">The name of a property's option, without dashes.</param>
    public string OnCommandLine(Func<string, string> nameOf) =>
        $"--{OptionName ?? nameOf(Option)}{Beside(OptionValue ?? Value)} {FaultText.OnCommandLine(Rule, nameOf)}; "
        + $"{FaultText.OnCommandLine(Remedy, nameOf)}";

    private string Beside(string value) =>
        IsMissing ? "" : value.Length == 0 ? " \"\":" : $" {ShownText.Of(value)}:";
}
