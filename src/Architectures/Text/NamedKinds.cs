namespace MomentsDnns.Architectures.Text;

/// <summary>Kinds of something known by name, in the order of help texts; more may be added from any thread.</summary>
/// <param name="what">What they are, for errors.</param>
/// <param name="nameOf">The name of one.</param>
/// <param name="originOf">What makes one: kinds of one name and one origin are the same.</param>
/// <param name="first">Those known from the start.</param>
internal sealed class NamedKinds<T>(string what, Func<T, string> nameOf, Func<T, object?> originOf, IReadOnlyList<T> first)
    where T : class
{
    private readonly Lock _changing = new();
    private volatile IReadOnlyList<T> _all = first;

    /// <summary>Every one known.</summary>
    public IReadOnlyList<T> All => _all;

    /// <summary>The one of a name, or null.</summary>
    public T? Find(string name) => _all.FirstOrDefault(kind => nameOf(kind) == name);

    /// <summary>Makes one known by its name. Again the same one: no effect.</summary>
    /// <returns>The one known.</returns>
    /// <exception cref="ArgumentException">Another has the name, or the name is none.</exception>
    public T Register(T added)
    {
        string name = nameOf(added);
        if (name.Length == 0 || name.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-'))
            throw new ArgumentException($"{what} {name}: a name is of lower-case letters, digits and dashes; name yours so");
        lock (_changing)
        {
            if (Find(name) is not { } known)
            {
                _all = [.. _all, added];
                return added;
            }

            if (ReferenceEquals(known, added) || (originOf(added) is { } origin && origin.Equals(originOf(known)))) return known;
            throw new ArgumentException($"{what} {name}: another has this name already; give yours another");
        }
    }
}
