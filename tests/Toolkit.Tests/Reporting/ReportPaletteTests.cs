using System.Globalization;
using System.Text.RegularExpressions;
using MomentsDnns.Reporting;

namespace MomentsDnns.Toolkit.Tests.Reporting;

public sealed class ReportPaletteTests
{
    // WCAG 2.1, success criterion 1.4.3, level AA.
    private const double Least = 4.5;

    [Theory]
    [InlineData("#000000", "#ffffff", 21)]
    [InlineData("#767676", "#ffffff", 4.54)] // the lightest grey that passes on white
    [InlineData("#ff0000", "#ffffff", 4.0)]
    public void Contrast_KnownPairs_IsTheirs(string text, string behind, double expected) => Assert.Equal(expected, Contrast(text, behind), 0.01);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Texts_OnWhatIsBehindThem_CanBeRead(bool isDark)
    {
        Dictionary<string, string> colors = ReportPalette.All.ToDictionary(c => c.Name, c => isDark ? c.Dark : c.Light);
        foreach (ReportColor color in ReportPalette.All)
            Assert.All(color.Behind, behind => Assert.True(Contrast(colors[color.Name], colors[behind]) >= Least, $"{color.Name} on {behind}: {Contrast(colors[color.Name], colors[behind]):F2}"));
    }

    [Fact]
    public void Style_UsesTheColoursAsTheyAreMeant()
    {
        string[] used = [.. Regex.Matches(PageResource.Style, @"var\(--([a-z-]+)\)").Select(m => m.Groups[1].Value).Distinct()];
        Assert.Equal(ReportPalette.All.Select(c => c.Name).Order(), used.Order());
        string[] texts = [.. Regex.Matches(PageResource.Style, @"[{;]color:([^;}]+)").Select(m => m.Groups[1].Value)];
        Assert.All(texts, text => Assert.Contains(ReportPalette.All, c => c.Behind.Length > 0 && text == $"var(--{c.Name})"));
    }

    private static double Contrast(string a, string b)
    {
        (double x, double y) = (Luminance(a), Luminance(b));
        return (Math.Max(x, y) + 0.05) / (Math.Min(x, y) + 0.05);
    }

    private static double Luminance(string color)
    {
        double[] linear = [.. new[] { 1, 3, 5 }.Select(i => int.Parse(color.AsSpan(i, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(v => v <= 0.04045 ? v / 12.92 : Math.Pow((v + 0.055) / 1.055, 2.4))];
        return (0.2126 * linear[0]) + (0.7152 * linear[1]) + (0.0722 * linear[2]);
    }
}
