using System.Text.Json;
using MomentsDnns.Plotting;
using MomentsDnns.Reproduction;
using MomentsDnns.Reproduction.Claims;

namespace MomentsDnns.Toolkit.Tests.Reproduction.Claims;

public sealed class ClaimTableTests(SmallClaims small) : IClassFixture<SmallClaims>
{
    [Fact]
    public void Lines_HoldEveryClaimWithItsNumbers()
    {
        ClaimTable table = new(small.Runs);
        Assert.Equal(ClaimCatalog.All.Count, table.Lines.Count);
        Assert.All(table.Lines, line => Assert.Matches("[0-9]", line.Outcome.Measured));
        Assert.All(table.Lines, line => Assert.DoesNotContain("NaN", line.Outcome.Measured, StringComparison.Ordinal));
        Assert.All(table.Lines, line => Assert.NotEmpty(line.Claim.Bound));
        Assert.All(table.Lines, line => Assert.Matches("^[0-9]", line.Outcome.Nets!));
        Assert.Equal(table.Lines.Count, Enum.GetValues<ClaimVerdict>().Sum(table.Count));
    }

    [Fact]
    public void Lines_EachRestOnNumbers_FromWhichTheirVerdictFollows() => Assert.All(new ClaimTable(small.Runs).Lines, line =>
    {
        IReadOnlyList<ClaimCheck> checks = line.Outcome.Checks;
        Assert.Contains(checks, c => c.Value is { } value ? double.IsFinite(value) : c.Numbers.Any(n => n.Value is { } number && double.IsFinite(number)));
        Assert.Equal(checks.Count, checks.Select(c => c.Quantity).Distinct().Count());
        // The worst of them, in the order of what speaks against a claim.
        ClaimVerdict[] order = [ClaimVerdict.NotSupported, ClaimVerdict.Inconclusive, ClaimVerdict.Supported];
        Assert.Equal(order.First(verdict => checks.Any(c => c.Verdict == verdict)), line.Outcome.Verdict);
    });

    // 25 nets of a kind bound their share by 0.05^(1/25) = 0.887 at the best.
    [Fact]
    public void Lines_OfAnOverwhelmingPart_AreNeverSupportedByFewNets() =>
        Assert.All(new ClaimTable(small.Runs).Lines.Where(l => l.Claim.Figure == ClaimFigure.HypothesisSpace), l => Assert.NotEqual(ClaimVerdict.Supported, l.Outcome.Verdict));

    [Fact]
    public void Catalog_HasNoStatementTwice() =>
        Assert.Equal(ClaimCatalog.All.Count, ClaimCatalog.All.Select(c => (c.Group, c.Statement)).Distinct().Count());

    [Fact]
    public void Markdown_HasARowForEachClaim_ThatLinksItsFigure()
    {
        string[] lines = new ClaimTable(small.Runs).Markdown("docs/figures").TrimEnd().Split('\n');
        Assert.Equal(ClaimCatalog.All.Count + 2, lines.Length);
        // Cells are parted by bars that no text escapes.
        Assert.All(lines, line => Assert.Equal(8, line.Replace("\\|", "", StringComparison.Ordinal).Count(c => c == '|')));
        foreach ((Claim claim, string line) in ClaimCatalog.All.Zip(lines[2..])) Assert.Contains($"](docs/figures/{ClaimTable.FileName(claim.Figure)})", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_HoldsTheSame()
    {
        ClaimTable table = new(small.Runs);
        using JsonDocument json = JsonDocument.Parse(table.ToJson());
        Assert.Equal(table.Lines.Select(l => (l.Claim.Statement, ClaimTable.Word(l.Outcome.Verdict).Replace(' ', '-'))),
            json.RootElement.EnumerateArray().Select(e => (e.GetProperty("statement").GetString()!, e.GetProperty("verdict").GetString()!)));
    }

    [Fact]
    public void Json_HoldsTheChecks_AndTheirNumbers()
    {
        ClaimTable table = new(small.Runs);
        using JsonDocument json = JsonDocument.Parse(table.ToJson());
        foreach (((_, ClaimOutcome outcome), JsonElement line) in table.Lines.Zip(json.RootElement.EnumerateArray()))
        {
            JsonElement[] written = [.. line.GetProperty("checks").EnumerateArray()];
            Assert.Equal(outcome.Checks.Select(c => (c.Quantity, ClaimTable.Word(c.Verdict).Replace(' ', '-'))),
                written.Select(e => (e.GetProperty("quantity").GetString()!, e.GetProperty("verdict").GetString()!)));
            foreach ((ClaimCheck check, JsonElement element) in outcome.Checks.Zip(written)) Compare(check, element);
        }

        static void Compare(ClaimCheck check, JsonElement element)
        {
            Assert.Equal(check.Value is not null, element.TryGetProperty("value", out JsonElement value));
            if (check.Value is { } number && double.IsFinite(number)) Assert.Equal(number, value.GetDouble());
            Assert.Equal(check.StandardError is not null, element.TryGetProperty("standard-error", out _));
            Assert.Equal(check.Simulations is not null, element.TryGetProperty("simulations", out _));
            JsonElement threshold = element.GetProperty("threshold");
            double[] bounds = [.. new[] { check.Bound.Least, check.Bound.Most }.Where(double.IsFinite).Distinct()];
            Assert.Equal(bounds, threshold.ValueKind == JsonValueKind.Array ? threshold.EnumerateArray().Select(e => e.GetDouble()) : [threshold.GetDouble()]);
            Assert.Equal(check.Numbers.Count > 0, element.TryGetProperty("numbers", out JsonElement numbers));
            if (check.Numbers.Count > 0) Assert.Equal(check.Numbers.Select(n => n.Quantity.Name), numbers.EnumerateArray().Select(n => n.GetProperty("quantity").GetString()));
        }
    }

    public static TheoryData<ClaimFigure> Figures => [.. Enum.GetValues<ClaimFigure>()];

    [Theory]
    [MemberData(nameof(Figures))]
    public void Figure_Every_BelongsToAClaimAndIsDrawn(ClaimFigure figure)
    {
        Assert.Contains(ClaimCatalog.All, c => c.Figure == figure);
        FigureDescription description = ClaimFigures.Describe(figure, small.Runs);
        Assert.All(description.Panels, p => Assert.Contains(p.Series, s => s.Y.Any(double.IsFinite)));
        Assert.NotEmpty(FigureRenderer.RenderPng(description, 72));
    }

    [Fact]
    public void BatchNorm_MergesExactly_WhateverTheScale() =>
        Assert.Equal(ClaimVerdict.Supported, new ClaimTable(small.Runs).Lines.Single(l => l.Claim.Figure == ClaimFigure.Merge).Outcome.Verdict);

    [Theory]
    [InlineData(ReproductionProfile.Quick)]
    [InlineData(ReproductionProfile.Paper)]
    public void Experiments_OfAnyProfile_AreSoundAndTheirNamesDiffer(ReproductionProfile profile)
    {
        PaperExperiment[] all = [.. Enum.GetValues<ClaimRun>().Select(new ClaimExperiments(profile).Of)];
        Assert.All(all, e => Assert.Empty(e.Configuration.Validate()));
        Assert.Equal(all.Length, all.Select(e => e.Figure).Distinct().Count());
        // A verdict needs five.
        Assert.All(all, e => Assert.True(e.Simulations >= 5, e.Figure));
    }
}
