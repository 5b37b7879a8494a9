using MomentsDnns.Plotting;
using MomentsDnns.Plotting.Rendering;
using MomentsDnns.Toolkit.Tests.Structure;

namespace MomentsDnns.Toolkit.Tests.Plotting;

public sealed class FigureFontTests
{
    [Fact]
    public void Fonts_HaveEveryCharacterOfTheToolkitsTexts()
    {
        string[] files = [.. Directory.EnumerateFiles(Path.Combine(Repository.Folder, "src", "Toolkit"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))];
        string written = new([.. files.SelectMany(File.ReadAllText).Where(c => c > 126 && c != '\uFEFF').Distinct()]);
        // The digits that the language of labels sets as scripts.
        string set = FigureLabel.Parse(new string([.. written.Order()])).PlainText;

        Assert.Contains('χ', written);
        Assert.All(set.Where(c => c > 126), c => Assert.True(Covers(c.ToString()), $"{c} U+{(int)c:X4}"));
        Assert.All("abzABZ019.,;:()[]|+=<>/%", c => Assert.True(Covers(c.ToString()), $"{c}"));
        Assert.False(Covers("漢"));

        // Glyph 0 is the box of what a font lacks.
        static bool Covers(string text) => !FigureFonts.Glyphs(TextStyle.Upright, text).Contains((ushort)0);
    }

    [Fact]
    public void Plotting_AsksTheSystemForNoFont()
    {
        string[] asking = ["SKFontManager", "SKTypeface.Default", "FromFamilyName", "MatchFamily", "MatchCharacter"];
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Repository.Folder, "src", "Toolkit", "Plotting"), "*.cs", SearchOption.AllDirectories))
        {
            string text = File.ReadAllText(file);
            Assert.All(asking, name => Assert.False(text.Contains(name, StringComparison.Ordinal), $"{file} has {name}"));
        }
    }

    [Fact]
    public void Parts_CharacterThatAFaceLacks_ComesFromTheUprightOne()
    {
        // The italic face has no prime; neither has the character of another script.
        Assert.Equal([("x", TextStyle.Italic), ("′", TextStyle.Upright), ("y", TextStyle.Italic)], FigureFonts.Parts("x′y", TextStyle.Italic));
        Assert.Equal([("漢", TextStyle.Upright)], FigureFonts.Parts("漢", TextStyle.Bold));
        Assert.Equal([("χ", TextStyle.Italic)], FigureFonts.Parts("χ", TextStyle.Italic));
    }

    [Fact]
    public void Set_SuperscriptBehindSubscript_StandsAboveIt()
    {
        (IReadOnlyList<TextPiece> pieces, double width) = RichText.Set(FigureLabel.Parse("sigma_w^2 l"), 10);

        Assert.Equal(["σ", "w", "2", " ", "l"], pieces.Select(p => p.Text));
        Assert.Equal(pieces[1].X, pieces[2].X);
        Assert.True(pieces[1].Y > 0 && pieces[2].Y < 0);
        Assert.Equal(pieces[1].X + Math.Max(pieces[1].Width, pieces[2].Width), pieces[3].X, 6);
        Assert.Equal(pieces[4].X + pieces[4].Width, width, 6);
    }

    [Fact]
    public void Wrap_BreaksBetweenWords_AndKeepsThemAll()
    {
        FigureLabel label = FigureLabel.Parse("mean of chi^l over a long and winding road of layers");

        IReadOnlyList<FigureLabel> lines = RichText.Wrap(label, 60, 8);

        Assert.True(lines.Count > 2);
        Assert.All(lines, line => Assert.True(RichText.Width(line, 8) <= 60));
        Assert.Contains(lines, line => line.Runs.Count == 1); // words set alike are one piece
        Assert.Equal(label.PlainText, string.Join(' ', lines.Select(l => l.PlainText)));
    }
}
