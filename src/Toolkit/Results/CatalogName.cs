namespace MomentsDnns.Results;

/// <summary>The names under which figures and pathologies are known: they become names of files and stand in JSON.</summary>
internal static class CatalogName
{
    /// <summary>Refuses what is no name.</summary>
    /// <param name="what">Of what, such as <c>figure</c>.</param>
    /// <param name="name">The name.</param>
    /// <param name="owner">Whose.</param>
    /// <exception cref="ArgumentException">It has other characters than lower-case letters, digits and dashes, or none.</exception>
    public static void Require(string what, string name, Type owner)
    {
        if (name.Length == 0 || name.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-'))
            throw new ArgumentException($"{what} {name}: a name is of lower-case letters, digits and dashes; name that of {owner.Name} so");
    }

    /// <summary>That a name is taken.</summary>
    /// <param name="what">Of what.</param>
    /// <param name="name">The name.</param>
    /// <param name="known">Who has it.</param>
    /// <param name="other">Who wants it.</param>
    public static ArgumentException Taken(string what, string name, Type known, Type other) =>
        new($"{what} {name}: {known.Name} has this name already; give that of {other.Name} another");
}
