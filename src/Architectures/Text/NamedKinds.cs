namespace MomentsDnns.Architectures.Text;

/// <summary>
/// What is known by name and may be added to from any thread: behind every catalog, in the order of help texts.
/// </summary>
/// <typeparam name="T">Of what.</typeparam>
/// <param name="what">What bears a name, for errors, such as <c>norm</c>.</param>
/// <param name="namesOf">The names of one; most have one name.</param>
/// <param name="originOf">What makes one, such as its class: those of one name and one origin are the same.</param>
/// <param name="first">Those known from the start; their names are not looked at.</param>
public sealed class NamedKinds<T>(
    string what, Func<T, IEnumerable<string>> namesOf, Func<T, object?> originOf, IReadOnlyList<T> first)
    where T : class
{
    private readonly Lock _changing = new();
    private volatile IReadOnlyList<T> _all = first;

    /// <summary>Every one known.</summary>
    public IReadOnlyList<T> All => _all;

    /// <summary>Whether names may have underscores too, as those of columns in files have.</summary>
    public bool AllowsUnderscores { get; init; }

    /// <summary>The one of a name, or null.</summary>
    /// <param name="name">The name.</param>
    public T? Find(string name) => _all.FirstOrDefault(kind => namesOf(kind).Contains(name));

    /// <summary>Makes one known by its names. Again the same one: no effect.</summary>
    /// <param name="added">The one.</param>
    /// <returns>The one known.</returns>
    /// <exception cref="ArgumentException">Another has a name of it, or a name is none.</exception>
    public T Register(T added)
    {
        string[] names = [.. namesOf(added)];
        foreach (string name in names.Where(name => !IsName(name)))
        {
            throw new ArgumentException($"{what} {name}: a name is of lower-case letters, digits and dashes; "
                + $"name {(originOf(added) is Type owner ? $"that of {owner.Name}" : "yours")} so");
        }

        lock (_changing)
        {
            foreach (string name in names)
            {
                if (Find(name) is not { } known) continue;
                if (ReferenceEquals(known, added) || (originOf(added) is { } origin && origin.Equals(originOf(known))))
                    return known;
                throw new ArgumentException($"{what} {name}: {(originOf(known) as Type)?.Name ?? "another"} has this "
                    + $"name already; give {(originOf(added) is Type owner ? $"that of {owner.Name}" : "yours")} "
                    + "another");
            }

            _all = [.. _all, added];
            return added;
        }
    }

    private bool IsName(string name) => name.Length > 0
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'
        || (c == '_' && AllowsUnderscores));
}
