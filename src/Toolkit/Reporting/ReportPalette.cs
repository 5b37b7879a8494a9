namespace MomentsDnns.Reporting;

/// <summary>
/// The colours of the page. Text has a contrast of 4.5 or more to what is behind it, which a test computes.
/// </summary>
internal static class ReportPalette
{
    /// <summary>Every colour.</summary>
    public static IReadOnlyList<ReportColor> All { get; } =
    [
        new("page", "#f5f6f8", "#14171b"),
        new("card", "#ffffff", "#1d2127"),
        new("quiet", "#eceff2", "#2a3038"),
        new("edge", "#c9d0d7", "#434c57"),
        new("text", "#1b1f24", "#e6e9ed", "page", "card", "quiet"),
        new("muted", "#525b65", "#aab3bd", "page", "card", "quiet"),
        new("link", "#0a559f", "#84bcf8", "page", "card", "quiet"),
        // Figures are drawn for white paper, and stay on it.
        new("paper", "#ffffff", "#ffffff"),
        new("ink", "#1b1f24", "#1b1f24", "paper"),
        new("present-back", "#fde6e2", "#4a1a15"),
        new("present", "#8a1c12", "#ffc7be", "present-back"),
        new("absent-back", "#def2e4", "#123a25"),
        new("absent", "#0f5132", "#b8edc8", "absent-back"),
        new("inconclusive-back", "#faefcd", "#40330c"),
        new("inconclusive", "#5c4400", "#f4dc9a", "inconclusive-back"),
    ];

    /// <summary>The declarations of one of the two sets.</summary>
    /// <param name="isDark">Whether of the dark page.</param>
    public static string Declarations(bool isDark) =>
        string.Concat(All.Select(c => $"--{c.Name}:{(isDark ? c.Dark : c.Light)};"));
}
