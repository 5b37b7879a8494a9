using System.Numerics;
using MomentsDnns.Results.Options;

namespace MomentsDnns.Cli.Options;

/// <summary>Numbers separated by commas, or the word <c>none</c> for no number.</summary>
/// <typeparam name="T"><see cref="int"/> or <see cref="double"/>.</typeparam>
/// <param name="name">With its dashes.</param>
/// <param name="description">For <c>--help</c>, the default included.</param>
/// <param name="example">Such numbers.</param>
internal sealed class NumberListOption<T>(string name, string description, string example)
    : WordOption<IReadOnlyList<T>?>(name, description, $"{NumberText.Word},{NumberText.Word},..|{None}",
        $"must be numbers separated by commas, or {None}; take such as {example}")
    where T : struct, INumber<T>
{
    private const string None = "none";

    /// <inheritdoc/>
    protected override IReadOnlyList<T>? Read(string text)
    {
        if (text == None) return [];
        T?[] numbers = [.. text.Split(',', StringSplitOptions.TrimEntries).Select(NumberText.Read<T>)];
        return numbers.All(number => number is not null) ? [.. numbers.Select(number => number!.Value)] : null;
    }
}
