using MomentsDnns.Architectures.Text;

namespace MomentsDnns.Analysis.Verdicts;

/// <summary>The judges known: those of the toolkit, and what <see cref="Register"/> adds.</summary>
public static class JudgeCatalog
{
    /// <summary>The toolkit's own; the order is that of verdicts.</summary>
    public static IReadOnlyList<IJudge> BuiltIn { get; } =
        [new ZeroDimensionalJudge(), new OneDimensionalJudge(), new SensitivityJudge(), new ActivationJudge()];

    private static readonly NamedKinds<IJudge> Kinds =
        new("pathology", judge => judge.Pathologies.Select(p => p.Name), judge => judge.GetType(), BuiltIn);

    /// <summary>Every judge known, in the order of verdicts.</summary>
    public static IReadOnlyList<IJudge> All => Kinds.All;

    /// <summary>
    /// Makes a judge known, behind those that are. Again one of the same class: no effect. May be called from any
    /// thread.
    /// </summary>
    /// <param name="judge">The judge.</param>
    /// <exception cref="ArgumentException">
    /// Another judges one of its pathologies, or a pathology's name is none, or it names none.
    /// </exception>
    public static void Register(IJudge judge)
    {
        if (judge.Pathologies.Count == 0)
            throw new ArgumentException($"judge {judge.GetType().Name}: it judges nothing; name its pathologies");
        Kinds.Register(judge);
    }
}
