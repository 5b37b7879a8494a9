using SkiaSharp;

namespace MomentsDnns.Plotting.Rendering;

/// <summary>Sets labels: where each piece goes. Lengths in the units of the size.</summary>
internal static class RichText
{
    private const double ShiftedSize = 0.72, Rise = 0.38, Drop = 0.18;

    /// <summary>The width of a label.</summary>
    public static double Width(FigureLabel label, double size) => Set(label, size).Width;

    /// <summary>
    /// The pieces of a label from the point 0, 0 on, and its width. A superscript stands above the subscript it
    /// follows.
    /// </summary>
    public static (IReadOnlyList<TextPiece> Pieces, double Width) Set(FigureLabel label, double size)
    {
        List<TextPiece> pieces = [];
        double end = 0, start = 0;
        TextShift last = TextShift.None;
        foreach (TextRun run in label.Runs)
        {
            bool isStacked = run.Shift != TextShift.None && last != TextShift.None && run.Shift != last;
            double x = isStacked ? start : end;
            start = x;
            double runSize = run.Shift == TextShift.None ? size : size * ShiftedSize;
            double y =
                run.Shift switch { TextShift.Superscript => -Rise * size, TextShift.Subscript => Drop * size, _ => 0 };
            foreach ((string text, TextStyle style) in FigureFonts.Parts(run.Text, run.Style))
            {
                using SKFont font = FigureFonts.Create(style, runSize);
                double width = font.MeasureText(text);
                pieces.Add(new(text, style, runSize, x, width, y));
                x += width;
            }

            end = Math.Max(end, x);
            last = run.Shift;
        }

        return (pieces, end);
    }

    /// <summary>
    /// Breaks a label between words into lines that fit a width; a word that is wider has a line of its own.
    /// </summary>
    public static IReadOnlyList<FigureLabel> Wrap(FigureLabel label, double width, double size)
    {
        List<FigureLabel> lines = [];
        FigureLabel line = FigureLabel.Empty;
        foreach (FigureLabel word in Words(label))
        {
            FigureLabel longer = line.Runs.Count == 0 ? word : line.Upright(" ").Then(word);
            if (line.Runs.Count > 0 && Width(longer, size) > width)
            {
                lines.Add(Joined(line));
                longer = word;
            }

            line = longer;
        }

        if (line.Runs.Count > 0) lines.Add(Joined(line));
        return lines;
    }

    // Words that are set alike become one piece again.
    private static FigureLabel Joined(FigureLabel line)
    {
        List<TextRun> runs = [];
        foreach (TextRun run in line.Runs)
        {
            if (runs.Count > 0 && runs[^1] is { } last && last.Style == run.Style && last.Shift == run.Shift)
                runs[^1] = last with { Text = last.Text + run.Text };
            else runs.Add(run);
        }

        return new(runs);
    }

    private static IEnumerable<FigureLabel> Words(FigureLabel label)
    {
        FigureLabel word = FigureLabel.Empty;
        foreach (TextRun run in label.Runs)
        {
            string[] parts = run.Shift == TextShift.None ? run.Text.Split(' ') : [run.Text];
            for (int i = 0; i < parts.Length; i++)
            {
                if (i > 0 && word.Runs.Count > 0)
                {
                    yield return word;
                    word = FigureLabel.Empty;
                }

                if (parts[i].Length > 0) word = new([.. word.Runs, run with { Text = parts[i] }]);
            }
        }

        if (word.Runs.Count > 0) yield return word;
    }
}
