namespace MomentsDnns.Results;

/// <summary>The names and scales behind <see cref="Statistic"/>, which is a position in this list.</summary>
internal static class StatisticNames
{
    // Of files from elsewhere, every column may be one.
    private const int Most = 1000;

    private static readonly Lock Changing = new();

    private static volatile Entry[] _entries =
    [
        new("nu1_abs_signal", true, false),
        new("nu2_signal", true, true),
        new("mu2_signal", true, true),
        new("mu4_signal", true, false),
        new("mu2_noise", true, true),
        new("reff_signal", false, false),
        new("reff_noise", false, false),
        new("chi", true, true),
        new("sign_balance", false, false),
        new("one_signed_share", false, false),
        new("noise_ratio", true, false),
        new("direction_spread", true, false),
    ];

    private static volatile IReadOnlyList<Statistic> _all = Numbered(_entries.Length);

    /// <summary>Every statistic, in order.</summary>
    public static IReadOnlyList<Statistic> All => _all;

    /// <summary>The entry of a position.</summary>
    public static Entry At(int index) => _entries[index];

    /// <summary>Adds an entry, or finds it.</summary>
    /// <exception cref="ArgumentException">The name is none, or is taken by a statistic of another scale.</exception>
    public static Statistic Define(Entry entry)
    {
        if (!IsName(entry.Name))
        {
            throw new ArgumentException($"statistic {entry.Name}: a name is of lower-case letters, digits and "
                + "underscores and does not begin with log_; take another");
        }
        if (entry is { AveragesLogarithms: true, IsLogarithmic: false })
        {
            throw new ArgumentException($"statistic {entry.Name}: logarithms can be averaged where they are kept; "
                + "keep it as logarithm, or average its values");
        }
        lock (Changing)
        {
            int there = Array.FindIndex(_entries, e => e.Name == entry.Name);
            if (there < 0)
            {
                if (_entries.Length >= Most)
                {
                    throw new ArgumentException($"statistic {entry.Name}: {Most} are known already, and no more can "
                        + "be; define fewer");
                }
                _entries = [.. _entries, entry];
                _all = Numbered(_entries.Length);
                return new(_entries.Length - 1);
            }

            if (_entries[there].IsLogarithmic != entry.IsLogarithmic)
            {
                throw new ArgumentException($"statistic {entry.Name}: is known already, kept "
                    + $"{(entry.IsLogarithmic ? "linear" : "as logarithm")}; give this one another name");
            }

            // What a file's column cannot tell, its definition does.
            if (entry.AveragesLogarithms && !_entries[there].AveragesLogarithms
                && there > Statistic.DirectionSpread.Index)
            {
                Entry[] changed = [.. _entries];
                changed[there] = entry;
                _entries = changed;
            }

            return new(there);
        }
    }

    private static IReadOnlyList<Statistic> Numbered(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new Statistic(i))];

    private static bool IsName(string name) => name.Length is > 0 and <= 100 && char.IsAsciiLetterLower(name[0])
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_')
        && !name.StartsWith("log_", StringComparison.Ordinal);

    /// <summary>What is known of a statistic.</summary>
    internal readonly record struct Entry(string Name, bool IsLogarithmic, bool AveragesLogarithms);
}
