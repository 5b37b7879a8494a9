namespace MomentsDnns.Plotting.Labels;

/// <summary>Greek letters by name.</summary>
internal static class GreekLetters
{
    // The alphabet in its order, without the letters that look Latin, omicron.
    private static readonly string[] Names =
    [
        "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu",
        "xi", "pi", "rho",
        "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega",
    ];

    private const string Small = "αβγδεζηθικλμνξπρστυφχψω";
    private const string Capitals = "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΠΡΣΤΥΦΧΨΩ";

    /// <summary>The letter of a name, a capital for a name with one, or null.</summary>
    public static string? Find(string name)
    {
        int small = Array.IndexOf(Names, name);
        if (small >= 0) return Small[small..(small + 1)];
        int capital = name.Length > 0 && char.IsAsciiLetterUpper(name[0])
            ? Array.IndexOf(Names, char.ToLowerInvariant(name[0]) + name[1..]) : -1;
        return capital >= 0 ? Capitals[capital..(capital + 1)] : null;
    }

    /// <summary>Whether a character is a small Greek letter: set italic. Capitals stand upright.</summary>
    public static bool IsSmall(char c) =>
        Small.Contains(c, StringComparison.Ordinal) || c is 'ς' or 'ϑ' or 'ϕ' or 'ϖ' or 'ϱ' or 'ϵ';
}
