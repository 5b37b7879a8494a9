using SkiaSharp;

namespace MomentsDnns.Plotting.Rendering;

/// <summary>Measures and draws labels; lengths in the canvas's units.</summary>
internal static class RichText
{
    private const double ShiftedSize = 0.7, Rise = 0.38, Drop = 0.16;

    /// <summary>The width of a label.</summary>
    public static double Width(FigureLabel label, double size) => label.Runs.Sum(run =>
    {
        using SKFont font = Font(run, size);
        return (double)font.MeasureText(run.Text);
    });

    /// <summary>Draws a label from a point on its baseline; <paramref name="align"/> is 0 left, 0.5 centred, 1 right.</summary>
    public static void Draw(SKCanvas canvas, FigureLabel label, double x, double baseline, double size, SKColor color,
        double align = 0)
    {
        using SKPaint paint = new() { Color = color, IsAntialias = true };
        double left = x - (align * Width(label, size));
        foreach (TextRun run in label.Runs)
        {
            using SKFont font = Font(run, size);
            double shift = run.Shift switch
            {
                TextShift.Superscript => -Rise * size,
                TextShift.Subscript => Drop * size,
                _ => 0,
            };
            canvas.DrawText(run.Text, (float)left, (float)(baseline + shift), font, paint);
            left += font.MeasureText(run.Text);
        }
    }

    /// <summary>Breaks text between words into lines that fit a width.</summary>
    public static IReadOnlyList<string> Wrap(string text, double width, double size)
    {
        List<string> lines = [];
        using SKFont font = FigureFonts.Create(TextStyle.Upright, size);
        string line = "";
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string longer = line.Length == 0 ? word : line + " " + word;
            if (line.Length > 0 && font.MeasureText(longer) > width)
            {
                lines.Add(line);
                longer = word;
            }

            line = longer;
        }

        if (line.Length > 0) lines.Add(line);
        return lines;
    }

    private static SKFont Font(TextRun run, double size) =>
        FigureFonts.Create(run.Style, run.Shift == TextShift.None ? size : size * ShiftedSize);
}
