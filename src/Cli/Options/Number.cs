using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace MomentsDnns.Cli.Options;

/// <summary>Options whose values are numbers, read independently of the user's language.</summary>
internal static class Number
{
    /// <summary>An option of a number with a default.</summary>
    public static Option<T> Option<T>(string name, string description, T fallback)
        where T : struct, INumber<T> => new(name)
        {
            Description = description,
            HelpName = "N",
            DefaultValueFactory = _ => fallback,
            CustomParser = result => Parse<T>(name, result),
        };

    /// <summary>An option of a number that may be left out.</summary>
    public static Option<T?> Optional<T>(string name, string description)
        where T : struct, INumber<T> => new(name)
        {
            Description = description,
            HelpName = "N",
            CustomParser = result => Parse<T>(name, result),
        };

    private static T Parse<T>(string option, System.CommandLine.Parsing.ArgumentResult result)
        where T : struct, INumber<T>
    {
        string text = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
        bool whole = typeof(T) != typeof(double);
        NumberStyles style = whole ? NumberStyles.AllowLeadingSign : NumberStyles.Float;
        if (T.TryParse(text, style, CultureInfo.InvariantCulture, out T value)) return value;
        string range = whole ? $"a whole number from {MinimumOf<T>()} to {MaximumOf<T>()}" : "a number";
        result.AddError($"{option} {text}: must be {range}; write it like {(whole ? "64" : "0.001")}");
        return default;
    }

    private static string MinimumOf<T>() => typeof(T) == typeof(ulong) ? "0" : $"{int.MinValue}";

    private static string MaximumOf<T>() => typeof(T) == typeof(ulong) ? $"{ulong.MaxValue}" : $"{int.MaxValue}";
}
