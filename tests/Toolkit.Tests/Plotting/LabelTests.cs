using System.Net;
using System.Text.RegularExpressions;
using MomentsDnns.Plotting;
using MomentsDnns.Toolkit.Tests.Structure;

namespace MomentsDnns.Toolkit.Tests.Plotting;

public sealed partial class LabelTests
{
    [Fact]
    public void Page_EveryLine_IsWhatTheProgramSets()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Folder, "docs", "labels.md"));
        string[] parts = page.Split("Text that is not of the language");
        (string Typed, string Right)[] examples = Rows(parts[0]), refused = Rows(parts[1]);

        Assert.True(examples.Length >= 12 && refused.Length >= 5, "the page's tables are gone");
        Assert.All(examples, row => Assert.Equal(row.Right, Html(FigureLabel.Parse(row.Typed))));
        Assert.All(refused, row => Assert.Equal([new TextRun(row.Typed)], FigureLabel.Parse(row.Typed).Runs));
    }

    [Theory]
    [InlineData("delta chi^l", "δχ^l")]
    [InlineData("delta_phi chi^{l,1}", "δ_φ χ^l,1")]
    [InlineData("log nu_2(*x*^l) - log nu_2(*x*^0)", "log ν_2(x^l) − log ν_2(x^0)")]
    [InlineData("", "")]
    public void Parse_LabelsOfFigures(string typed, string plain) => Assert.Equal(plain, FigureLabel.Parse(typed).PlainText);

    [Theory]
    [InlineData("feedforward, batch norm, uniform, bias radius 0.5")]
    [InlineData("2 simulations a point, at depth 20; width 64, cifar-like.")]
    [InlineData("unit’s first activation")]
    [InlineData("A batch-norm net and a vanilla net. A line joins points; as a rule: A point has none")]
    public void Parse_Words_StayUpright(string text) => Assert.Equal([new TextRun(text)], FigureLabel.Parse(text).Runs);

    [Theory]
    [InlineData("A = 2")]
    [InlineData("amplitude A of x")]
    [InlineData("A")]
    public void Parse_CapitalA_ThatIsNoArticle_IsAVariable(string text) =>
        Assert.Contains(new TextRun("A", TextStyle.Italic), FigureLabel.Parse(text).Runs);

    [Fact]
    public void Quote_AnyText_StandsAsItIsAlsoWithinALabel() => CsCheck.Check.Sample(
        CsCheck.Gen.String["ab dχ12_^{}*\"\\-<='.|"],
        text =>
        {
            Assert.Equal(text, FigureLabel.Parse(FigureLabel.Quote(text)).PlainText);
            Assert.Equal("x^l of " + text + " and so", FigureLabel.Parse($"x^l of {FigureLabel.Quote(text)} and so").PlainText);
        }, iter: 20_000);

    [Fact]
    public void Within_ALabelThatIsNotOfTheLanguage_LeavesTheRestAsItIs() =>
        Assert.Equal("χ^l of my_{run and r_eff", FigureLabel.Parse($"chi^l of {FigureLabel.Within("my_{run")} and {FigureLabel.Within("r_eff")}").PlainText);

    [Fact]
    public void Parse_AnythingTyped_KeepsItsLettersAndDigits() => CsCheck.Check.Sample(
        CsCheck.Gen.String["ab dχ12_^{}*\"\\-<='.|"],
        text =>
        {
            string Kept(string s) => string.Concat(s.Where(char.IsLetterOrDigit));
            Assert.Equal(Kept(text), Kept(FigureLabel.Parse(text).PlainText));
        }, iter: 20_000);

    private static (string Typed, string Right)[] Rows(string part) =>
    [
        .. Row().Matches(part).Select(m => (m.Groups[1].Value.Replace("\\|", "|", StringComparison.Ordinal), m.Groups[2].Value.Replace("\\|", "|", StringComparison.Ordinal))),
    ];

    private static string Html(FigureLabel label)
    {
        string html = "";
        foreach (TextRun run in label.Runs)
        {
            string text = WebUtility.HtmlEncode(run.Text);
            text = run.Style switch { TextStyle.Italic => $"<i>{text}</i>", TextStyle.Bold => $"<b>{text}</b>", _ => text };
            html += run.Shift switch { TextShift.Superscript => $"<sup>{text}</sup>", TextShift.Subscript => $"<sub>{text}</sub>", _ => text };
        }

        // Neighbours in one script are one script.
        return html.Replace("</sup><sup>", "", StringComparison.Ordinal).Replace("</sub><sub>", "", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^\| `(.+)` \| (.+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
