namespace MomentsDnns.Architectures.Networks;

/// <summary>
/// A named place inside a layer or unit, at which activations can be observed. A topology of one's own may name others,
/// by <see cref="Define"/>; equal by name, ordered as defined.
/// </summary>
public readonly record struct Location : IComparable<Location>
{
    /// <summary>The most places that can be known, so that no file makes up names without end.</summary>
    private const int Most = 100_000;

    private const int LongestName = 200;

    private static readonly Lock Changing = new();

    private static volatile string[] _names = ["input", "convolution", "norm", "activation", "branch", "sum"];

    private readonly int _index;

    private Location(int index) => _index = index;

    /// <summary>What enters the layer or the unit.</summary>
    public static Location Input { get; } = new(0);

    /// <summary>After the convolution (in a residual unit: the first one).</summary>
    public static Location Convolution { get; } = new(1);

    /// <summary>After the normalization (in a residual unit: the first one).</summary>
    public static Location Norm { get; } = new(2);

    /// <summary>After the activation (in a residual unit: the first one).</summary>
    public static Location Activation { get; } = new(3);

    /// <summary>The end of the residual branch, before the sum.</summary>
    public static Location Branch { get; } = new(4);

    /// <summary>After the sum of the residual branch and the skip.</summary>
    public static Location Sum { get; } = new(5);

    /// <summary>Every place known, in order.</summary>
    public static IReadOnlyList<Location> All => [.. Enumerable.Range(0, _names.Length).Select(i => new Location(i))];

    /// <summary>The name in files and tables, such as <c>input</c>.</summary>
    public string Name => _names[_index];

    /// <summary>Makes a place known. Again the same name: the same place. May be called from any thread.</summary>
    /// <param name="name">
    /// Letters, digits and <c>. _ - / [ ]</c>, beginning with a letter, such as <c>concatenation</c> or
    /// <c>branch[1]/norm</c>.
    /// </param>
    /// <exception cref="ArgumentException">The name is none.</exception>
    public static Location Define(string name)
    {
        if (!IsName(name))
        {
            throw new ArgumentException($"location \"{Text.ShownText.Of(name)}\": a name begins with a letter and "
                + $"holds letters, digits and . _ - / [ ], {LongestName} characters at most; take another",
                nameof(name));
        }

        lock (Changing)
        {
            if (Find(name) is { } known) return known;
            if (_names.Length >= Most)
                throw new ArgumentException($"location {name}: {Most} are known already; define fewer", nameof(name));
            _names = [.. _names, name];
            return new(_names.Length - 1);
        }
    }

    /// <summary>The place of a name, or null.</summary>
    /// <param name="name">As <see cref="Name"/>.</param>
    public static Location? Find(string name) => Array.IndexOf(_names, name) is >= 0 and int index ? new(index) : null;

    /// <inheritdoc/>
    public int CompareTo(Location other) => _index.CompareTo(other._index);

    /// <inheritdoc/>
    public static bool operator <(Location left, Location right) => left.CompareTo(right) < 0;

    /// <inheritdoc/>
    public static bool operator <=(Location left, Location right) => left.CompareTo(right) <= 0;

    /// <inheritdoc/>
    public static bool operator >(Location left, Location right) => left.CompareTo(right) > 0;

    /// <inheritdoc/>
    public static bool operator >=(Location left, Location right) => left.CompareTo(right) >= 0;

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    private static bool IsName(string name) => name.Length is > 0 and <= LongestName && char.IsAsciiLetter(name[0])
        && name.All(c => char.IsAsciiLetterOrDigit(c) || "._-/[]".Contains(c));
}
