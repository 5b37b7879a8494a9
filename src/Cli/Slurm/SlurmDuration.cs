using System.Globalization;

namespace MomentsDnns.Cli.Slurm;

/// <summary>
/// Times as Slurm writes them: minutes, <c>MM:SS</c>, <c>HH:MM:SS</c>, <c>D-HH</c>, <c>D-HH:MM</c>,
/// <c>D-HH:MM:SS</c>.
/// </summary>
internal static class SlurmDuration
{
    private const int MostDays = 3650;

    /// <summary>Reads a time.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The time, above 0; null where the text is none.</returns>
    public static TimeSpan? Parse(string text)
    {
        string[] halves = text.Split('-');
        if (halves.Length > 2) return null;
        bool hasDays = halves.Length == 2;
        List<int> fields = [];
        foreach (string field in halves[^1].Split(':'))
        {
            if (!Number(field, out int value)) return null;
            fields.Add(value);
        }

        int days = 0;
        if (fields.Count > 3 || (hasDays && !Number(halves[0], out days)) || days > MostDays) return null;
        (int hours, int minutes, int seconds) = (hasDays, fields.Count) switch
        {
            (true, _) => (fields[0], fields.ElementAtOrDefault(1), fields.ElementAtOrDefault(2)),
            (false, 3) => (fields[0], fields[1], fields[2]),
            _ => (0, fields[0], fields.ElementAtOrDefault(1)),
        };
        TimeSpan time = new(days, hours, minutes, seconds);
        return time > TimeSpan.Zero && time.TotalDays <= MostDays ? time : null;
    }

    /// <summary>A time as <c>HH:MM:SS</c>, from a day on as <c>D-HH:MM:SS</c>.</summary>
    public static string Text(TimeSpan time) =>
        time.ToString(time.Days > 0 ? @"d\-hh\:mm\:ss" : @"hh\:mm\:ss", CultureInfo.InvariantCulture);

    private static bool Number(string field, out int value) =>
        int.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value <= MostDays * 24 * 60;
}
