using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using MomentsDnns.Analysis.SideBySide;

namespace MomentsDnns.Notebooks.Outputs;

/// <summary>A table as a value of a notebook's cell.</summary>
/// <param name="Header">The heads of its columns.</param>
/// <param name="Rows">Its cells.</param>
public sealed record Table(IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>A row for each item, a column for each property of it; of tuples, for each of their parts.</summary>
    /// <typeparam name="T">A record, a class, an anonymous type or a tuple.</typeparam>
    /// <param name="items">The items.</param>
    /// <param name="header">Other heads than the properties' names, one for each.</param>
    public static Table Of<T>(IEnumerable<T> items, params string[] header)
    {
        PropertyInfo[] properties = [.. typeof(T).GetProperties().Where(p => p.GetIndexParameters().Length == 0)];
        bool isTuple = typeof(ITuple).IsAssignableFrom(typeof(T));
        List<IReadOnlyList<string>> rows =
        [
            .. items.Select(item => (IReadOnlyList<string>)(isTuple
                ? [.. Enumerable.Range(0, ((ITuple)item!).Length).Select(i => Text(((ITuple)item)[i]))]
                : [.. properties.Select(p => Text(p.GetValue(item)))])),
        ];
        return new(header.Length > 0 ? header : [.. properties.Select(p => p.Name)], rows);
    }

    /// <summary>The numbers of several runs side by side, as <c>moments compare</c> prints them.</summary>
    /// <param name="runs">The runs.</param>
    public static Table SideBySide(IReadOnlyList<LabelledRun> runs) =>
        new(SideBySideTable.Header(runs), SideBySideTable.Rows(runs));

    /// <summary>A value as text: numbers of 4 digits, in the invariant culture.</summary>
    internal static string Text(object? value) => value switch
    {
        null => "",
        double number => number.ToString("G4", CultureInfo.InvariantCulture),
        float number => number.ToString("G4", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
