using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Results;

/// <summary>Enum values as text, the same on the command line, in <c>experiment.json</c> and in tables.</summary>
public static class OptionText
{
    /// <summary>
    /// The value in lower case with dashes between words, such as <c>feedforward</c>, <c>leaky-relu</c>,
    /// <c>float32</c>.
    /// </summary>
    /// <typeparam name="TEnum">The enum.</typeparam>
    /// <param name="value">A named value.</param>
    public static string Of<TEnum>(TEnum value) where TEnum : struct, Enum => FromMember(value.ToString());

    /// <summary>Reads a value back.</summary>
    /// <typeparam name="TEnum">The enum.</typeparam>
    /// <param name="text">Text as <see cref="Of{TEnum}"/> writes it; case matters.</param>
    /// <param name="value">The value, when there is one of that name.</param>
    /// <returns>Whether a value has that name.</returns>
    public static bool TryParse<TEnum>(string text, out TEnum value) where TEnum : struct, Enum
    {
        foreach (TEnum candidate in Enum.GetValues<TEnum>())
        {
            if (Of(candidate) != text) continue;
            value = candidate;
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>A member's or property's name in that form: <c>KernelSize</c> becomes <c>kernel-size</c>.</summary>
    /// <param name="name">A name in Pascal case.</param>
    public static string FromMember(string name) => OptionFault.Format(name);
}
