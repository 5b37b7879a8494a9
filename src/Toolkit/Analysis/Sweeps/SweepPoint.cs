namespace MomentsDnns.Analysis.Sweeps;

/// <summary>A point of a sweep's grid.</summary>
/// <param name="X">The place of the first option's value among its values.</param>
/// <param name="Y">The same of the second; 0 where one option varies.</param>
/// <param name="Options">The options that vary, with their values here.</param>
public sealed record SweepPoint(int X, int Y, IReadOnlyList<KeyValuePair<string, string>> Options)
{
    /// <summary>
    /// The point's name, its run's folder, such as <c>width=64,init=he</c>: other characters of values than letters,
    /// digits, '.', '-' and '+' are '-'.
    /// </summary>
    public string Name => string.Join(',', Options.Select(o =>
        $"{o.Key}={string.Concat(o.Value.Select(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '+' ? c : '-'))}"));

    /// <summary>Every point of a grid.</summary>
    /// <param name="x">The first option.</param>
    /// <param name="y">The second; null where one option varies.</param>
    public static IReadOnlyList<SweepPoint> All(SweepAxis x, SweepAxis? y) =>
    [
        .. from i in Enumerable.Range(0, x.Values.Count)
           from j in Enumerable.Range(0, y?.Values.Count ?? 1)
           select new SweepPoint(i, j, y is null ? [Of(x, i)] : [Of(x, i), Of(y, j)]),
    ];

    private static KeyValuePair<string, string> Of(SweepAxis axis, int place) => new(axis.Option, axis.Values[place]);
}
