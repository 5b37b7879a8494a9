using System.Globalization;
using System.Text;
using MomentsDnns.Architectures.Text;

namespace MomentsDnns.Architectures.Networks;

/// <summary>One broken rule of an option: what a user needs to mend it.</summary>
/// <param name="Option">The option's name as on the command line, without dashes, such as <c>kernel-size</c>.</param>
/// <param name="Value">The value received, as text.</param>
/// <param name="Rule">What the value must be, such as "must be odd and at least 1".</param>
/// <param name="Remedy">What to do instead, such as "take 3".</param>
public sealed record OptionFault(string Option, string Value, string Rule, string Remedy)
{
    /// <summary>A number as users type it: invariant culture, shortest form that reads back.</summary>
    public static string Format(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>An enum's member as users type it: lower case with dashes between words, such as <c>kaiming-uniform</c>.</summary>
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

    /// <summary>One line: option, value, rule, remedy. An empty value is shown as quotation marks.</summary>
    public override string ToString() => $"--{Option} {(Value.Length == 0 ? "\"\"" : ShownText.Of(Value))}: {Rule}; {Remedy}";
}
