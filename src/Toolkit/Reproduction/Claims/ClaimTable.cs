using System.Text.Json;
using System.Text.Json.Serialization;
using MomentsDnns.Results;

namespace MomentsDnns.Reproduction.Claims;

/// <summary>The claims with what was measured for each, as Markdown and JSON.</summary>
public sealed class ClaimTable
{
    // As in the JSON of verdicts.
    private static readonly JsonSerializerOptions Json = new(JsonStyle.Options)
    {
        PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly List<(Claim Claim, ClaimOutcome Outcome)> _lines;

    /// <summary>Judges every claim.</summary>
    /// <param name="runs">The measurements.</param>
    public ClaimTable(ClaimRuns runs) => _lines = [.. ClaimCatalog.All.Select(claim => (claim, runs.Judge(claim)))];

    /// <summary>Every claim with its outcome, in order.</summary>
    public IReadOnlyList<(Claim Claim, ClaimOutcome Outcome)> Lines => _lines;

    /// <summary>How many claims have a verdict.</summary>
    public int Count(ClaimVerdict verdict) => _lines.Count(l => l.Outcome.Verdict == verdict);

    /// <summary>A Markdown table; each verdict links its figure.</summary>
    /// <param name="figures">
    /// The folder of the figures, as the table's reader names it; empty: beside the table.
    /// </param>
    public string Markdown(string figures)
    {
        string group = "";
        List<IReadOnlyList<string>> rows = [];
        foreach ((Claim claim, ClaimOutcome outcome) in _lines)
        {
            string link = (figures.Length == 0 ? "" : figures + "/") + FileName(claim.Figure);
            rows.Add([claim.Group == group ? "" : claim.Group, claim.Statement, claim.Source, claim.Bound,
                outcome.Nets!, outcome.Measured, $"[{Word(outcome.Verdict)}]({link})"]);
            group = claim.Group;
        }

        return MarkdownTable.Of(["networks", "statement", "source", "supported where (95% confidence)", "nets",
            "measured", "verdict"], rows);
    }

    /// <summary>
    /// A list of objects: group, statement, source, bound, confidence, nets, measured, verdict, figure, checks. What
    /// does not apply to a check is left out.
    /// </summary>
    public string ToJson() => JsonSerializer.Serialize(_lines.Select(l => new
    {
        group = l.Claim.Group,
        statement = l.Claim.Statement,
        source = l.Claim.Source,
        bound = l.Claim.Bound,
        confidence = ClaimRuns.Options.Confidence,
        nets = l.Outcome.Nets,
        measured = l.Outcome.Measured,
        verdict = OptionText.Of(l.Outcome.Verdict),
        figure = FileName(l.Claim.Figure),
        checks = l.Outcome.Checks.Select(Fields),
    }), Json);

    /// <summary>The file's name of a claim's figure.</summary>
    public static string FileName(ClaimFigure figure) => OptionText.Of(figure) + ".png";

    /// <summary>A verdict for people.</summary>
    public static string Word(ClaimVerdict verdict) => OptionText.Of(verdict).Replace('-', ' ');

    private static object Fields(ClaimCheck check) => new
    {
        check.Quantity,
        check.Value,
        check.StandardError,
        check.Simulations,
        interval = new { check.Interval.Lower, check.Interval.Upper },
        relation = OptionText.Of(check.Bound.Relation),
        threshold = (object)(check.Bound.Relation switch
        {
            ClaimRelation.Within => new[] { check.Bound.Least, check.Bound.Most },
            ClaimRelation.AtMost => check.Bound.Most,
            _ => check.Bound.Least,
        }),
        verdict = OptionText.Of(check.Verdict),
        numbers = check.Numbers.Count == 0 ? null : check.Numbers,
    };
}
