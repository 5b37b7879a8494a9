using System.Globalization;
using System.Text.RegularExpressions;
using MomentsDnns.Notebooks.Documents;
using MomentsDnns.Notebooks.Outputs;

namespace MomentsDnns.Notebooks.Checking;

/// <summary>
/// Compares the outputs of a new run with the stored ones: the text of each, word by word, and its numbers within a
/// tolerance. Of pictures and tables that is their text form; pixels are not compared.
/// </summary>
public static partial class NotebookCheck
{
    /// <summary>Every difference.</summary>
    /// <param name="stored">The notebook as it was.</param>
    /// <param name="rerun">The same cells, run again.</param>
    /// <param name="tolerance">Within what numbers agree.</param>
    public static IReadOnlyList<CheckDifference> Differences(NotebookDocument stored, NotebookDocument rerun,
        CheckTolerance tolerance)
    {
        List<CheckDifference> differences = [];
        foreach ((NotebookCell before, NotebookCell after) in stored.CodeCells.Zip(rerun.CodeCells))
        {
            int cell = before.Number!.Value;
            (IReadOnlyList<CellOutput> old, IReadOnlyList<CellOutput> now) = (before.Outputs, after.Outputs);
            if (old.Count != now.Count)
            {
                differences.Add(new(cell, Math.Min(old.Count, now.Count) + 1,
                    $"{now.Count} outputs, {old.Count} stored"));
            }
            for (int i = 0; i < Math.Min(old.Count, now.Count); i++)
            {
                foreach (string what in Compare(old[i], now[i], tolerance)) differences.Add(new(cell, i + 1, what));
            }
        }

        return differences;
    }

    private static IEnumerable<string> Compare(CellOutput stored, CellOutput rerun, CheckTolerance tolerance)
    {
        if (stored.GetType() != rerun.GetType())
            return [$"{Kind(rerun)}, {Kind(stored)} stored"];
        if (stored is DisplayOutput a && rerun is DisplayOutput b && (a.Data.Png is null) != (b.Data.Png is null))
            return [b.Data.Png is null ? "no picture, one stored" : "a picture, none stored"];
        return CompareText(Text(stored), Text(rerun), tolerance);
    }

    /// <summary>The differences of two texts.</summary>
    internal static IEnumerable<string> CompareText(string stored, string rerun, CheckTolerance tolerance)
    {
        Match[] old = [.. Token().Matches(stored).Cast<Match>()], now = [.. Token().Matches(rerun).Cast<Match>()];
        for (int i = 0; i < Math.Min(old.Length, now.Length); i++)
        {
            (string before, string after) = (old[i].Value, now[i].Value);
            if (before == after) continue;
            if (!Number().IsMatch(before) || !Number().IsMatch(after))
            {
                yield return $"\"{after}\", stored \"{before}\"";
                yield break; // from here on words stand against other words
            }

            if (!tolerance.Agrees(Value(before), Value(after), Math.Max(LastDigit(before), LastDigit(after)))
                && !AgreeAsEstimates(old, now, i, tolerance))
                yield return $"{after}, stored {before}";
        }

        if (old.Length != now.Length) yield return $"{now.Length} words and numbers, {old.Length} stored";
    }

    // Of a mean: within the errors that stand behind it in both texts. Of such an error: by its size.
    private static bool AgreeAsEstimates(Match[] old, Match[] now, int i, CheckTolerance tolerance)
    {
        if (ErrorOf(old, i) is { } before && ErrorOf(now, i) is { } after)
            return tolerance.AgreesWithinErrors((Value(old[i].Value), before), (Value(now[i].Value), after));
        return i > 0 && old[i - 1].Value == "±" && now[i - 1].Value == "±"
            && tolerance.AreNear(Value(old[i].Value), Value(now[i].Value));
    }

    private static double? ErrorOf(Match[] tokens, int i) =>
        i + 2 < tokens.Length && tokens[i + 1].Value == "±" && Number().IsMatch(tokens[i + 2].Value)
        ? Value(tokens[i + 2].Value) : null;

    private static string Kind(CellOutput output) => output switch
    {
        StreamOutput => "printed text",
        ErrorOutput error => $"the error {error.Name}",
        _ => "a shown value",
    };

    private static string Text(CellOutput output) => output switch
    {
        StreamOutput stream => stream.Text,
        ErrorOutput error => $"{error.Name}: {error.Value}",
        DisplayOutput display => display.Data.Text,
        _ => "",
    };

    private static double Value(string text) =>
        double.Parse(text.Replace('−', '-'), NumberStyles.Float, CultureInfo.InvariantCulture);

    // Of 1.25E-3: 1E-5. A number without point or exponent is a count, or has digits enough.
    private static double LastDigit(string text)
    {
        int mark = text.IndexOfAny(['e', 'E']), point = text.IndexOf('.');
        if (mark < 0 && point < 0) return 0;
        int decimals = point < 0 ? 0 : (mark < 0 ? text.Length : mark) - point - 1;
        int exponent = mark < 0 ? 0 : int.Parse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture);
        return Math.Pow(10, exponent - decimals);
    }

    // A number stands alone (that of mu_2 or r2 is part of a word); whatever else is not white space makes words,
    // without the marks between.
    [GeneratedRegex(
        @"(?<![\w.])[+\-−]?\d+(?:\.\d+)?(?:[eE][+\-]?\d+)?(?![\w])|[^\s\d.,;:()\[\]%+\-−][^\s,;:()\[\]%]*|[^\s]")]
    private static partial Regex Token();

    [GeneratedRegex(@"^[+\-−]?\d+(?:\.\d+)?(?:[eE][+\-]?\d+)?$")]
    private static partial Regex Number();
}
