using System.Globalization;
using System.Numerics;

namespace MomentsDnns.Results.Options;

/// <summary>
/// Numbers as users type them, independently of their language: <see cref="int"/>, <see cref="ulong"/>,
/// <see cref="double"/>.
/// </summary>
public static class NumberText
{
    /// <summary>What help texts call a number.</summary>
    public const string Word = "N";

    /// <summary>Reads a number; null where the text is none.</summary>
    /// <param name="text">The text.</param>
    public static T? Read<T>(string text) where T : struct, INumber<T> =>
        T.TryParse(text, IsWhole<T>() ? NumberStyles.AllowLeadingSign : NumberStyles.Float,
            CultureInfo.InvariantCulture, out T value) ? value : null;

    /// <summary>What a number must be, and the remedy.</summary>
    public static string Rule<T>() where T : struct, INumber<T>, IMinMaxValue<T> => IsWhole<T>()
        ? $"must be a whole number from {T.MinValue} to {T.MaxValue}; write it like 64"
        : "must be a number; write it like 0.001";

    private static bool IsWhole<T>() => typeof(T) != typeof(double);
}
