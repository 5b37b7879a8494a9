namespace MomentsDnns.Reporting;

/// <summary>A colour of the page.</summary>
/// <param name="Name">Its name in the style sheet, there with two dashes before it.</param>
/// <param name="Light">The colour on a light page, #rrggbb.</param>
/// <param name="Dark">The colour on a dark page.</param>
/// <param name="Behind">The colours behind a colour of text, by name; none for what is no text.</param>
internal sealed record ReportColor(string Name, string Light, string Dark, params string[] Behind);
