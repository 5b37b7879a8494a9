using MomentsDnns.Results;

namespace MomentsDnns.Analysis.Verdicts;

/// <summary>The judges known: those of the toolkit, and what <see cref="Register"/> adds.</summary>
public static class JudgeCatalog
{
    private static readonly Lock Changing = new();

    /// <summary>The toolkit's own; the order is that of verdicts.</summary>
    public static IReadOnlyList<IJudge> BuiltIn { get; } =
        [new ZeroDimensionalJudge(), new OneDimensionalJudge(), new SensitivityJudge(), new ActivationJudge()];

    private static volatile IReadOnlyList<IJudge> _all = BuiltIn; // below what it is taken from: initializers run in the order of the text

    /// <summary>Every judge known, in the order of verdicts.</summary>
    public static IReadOnlyList<IJudge> All => _all;

    /// <summary>Makes a judge known, behind those that are. Again one of the same class: no effect. May be called from any thread.</summary>
    /// <param name="judge">The judge.</param>
    /// <exception cref="ArgumentException">Another judges one of its pathologies, or a pathology's name is none, or it names none.</exception>
    public static void Register(IJudge judge)
    {
        if (judge.Pathologies.Count == 0) throw new ArgumentException($"judge {judge.GetType().Name}: it judges nothing; name its pathologies");
        foreach (Pathology pathology in judge.Pathologies) CatalogName.Require("pathology", pathology.Name, judge.GetType());
        lock (Changing)
        {
            if (_all.Any(known => known.GetType() == judge.GetType())) return;
            foreach (IJudge known in _all)
            {
                if (known.Pathologies.Intersect(judge.Pathologies).FirstOrDefault() is { } both)
                    throw CatalogName.Taken("pathology", both.Name, known.GetType(), judge.GetType());
            }

            _all = [.. _all, judge];
        }
    }
}
