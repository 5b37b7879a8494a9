using System.Globalization;

namespace MomentsDnns.Results.Sharing;

/// <summary>
/// One of several shares of the simulations of a run, <c>I/N</c>: shares are disjoint, and together they are all.
/// </summary>
public sealed record Shard
{
    /// <summary>More shares than this are refused.</summary>
    public const int MostShards = 1_000_000;

    /// <summary>Makes a share.</summary>
    /// <param name="number">Which, from 1 to <paramref name="count"/>.</param>
    /// <param name="count">How many there are, from 1 to <see cref="MostShards"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not so.</exception>
    public Shard(int number, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MostShards);
        (Number, Count) = (number, count);
    }

    /// <summary>All simulations.</summary>
    public static Shard Whole { get; } = new(1, 1);

    /// <summary>Which share this is, from 1.</summary>
    public int Number { get; }

    /// <summary>How many shares there are.</summary>
    public int Count { get; }

    /// <summary>Whether this is all.</summary>
    public bool IsWhole => Count == 1;

    /// <summary>
    /// The simulations of this share: those from floor(k n/N) to floor((k + 1) n/N) - 1 of n, with
    /// k = (I - 1 + turn) mod N. Neighbours stay together, so that their files can be packed.
    /// </summary>
    /// <param name="simulations">How many there are in all, n.</param>
    /// <param name="turn">
    /// Which of several runs this is, from 0: where each has fewer simulations than there are shares, the turns give
    /// them to different shares.
    /// </param>
    public IEnumerable<int> Of(int simulations, int turn = 0)
    {
        long share = (Number - 1 + (long)turn) % Count;
        int first = (int)(share * simulations / Count), end = (int)((share + 1) * simulations / Count);
        return Enumerable.Range(first, end - first);
    }

    /// <summary>The same as a set; null of all, which is everything whatever there is.</summary>
    /// <inheritdoc cref="Of" path="/param"/>
    internal IReadOnlySet<int>? Concerned(int simulations, int turn = 0) =>
        IsWhole ? null : Of(simulations, turn).ToHashSet();

    /// <summary>As options say it: <c>3/8</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}/{Count}");

    /// <summary>Reads <c>I/N</c>.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The share; null where the text is none.</returns>
    public static Shard? Parse(string text)
    {
        string[] parts = text.Split('/');
        return parts.Length == 2 && Number(parts[0], out int number) && Number(parts[1], out int count)
            && number >= 1 && number <= count && count <= MostShards ? new(number, count) : null;

        static bool Number(string part, out int value) =>
            int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }
}
