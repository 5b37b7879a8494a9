using System.Text.Json.Serialization;
using MomentsDnns.Analysis.Growth;
using MomentsDnns.Analysis.SideBySide;
using MomentsDnns.Analysis.Sites;
using MomentsDnns.Analysis.TheoryComparison;
using MomentsDnns.Analysis.Training;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;

namespace MomentsDnns.Analysis.Verdicts;

/// <summary>A run judged: what its network does with depth, in words and numbers.</summary>
public sealed record RunAnalysis
{
    /// <summary>How many simulations were judged.</summary>
    public required int Simulations { get; init; }

    /// <summary>The deepest recorded layer or unit.</summary>
    public required int Depth { get; init; }

    /// <summary>Each pathology, in the order of its judges.</summary>
    public required IReadOnlyList<PathologyVerdict> Verdicts { get; init; }

    /// <summary>By which law chi grows at the output of each layer or unit; null where too little holds chi.</summary>
    public GrowthFit? Growth { get; init; }

    /// <summary>The power law that is predicted from the branches of a residual net; null where none is.</summary>
    public PowerLawPrediction? PredictedPowerLaw { get; init; }

    /// <summary>What is to be said of the power law of a residual net; null where nothing is.</summary>
    [JsonIgnore]
    public string? PowerLawText => Growth is null ? null : PredictedPowerLaw?.Text(Growth) ?? Growth.AbscissaText();

    /// <summary>What happens where, in a net whose layers differ; null of one that repeats a unit.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SiteAnalysis? Sites { get; init; }

    /// <summary>
    /// What became of nets that were trained, which are not judged by their steps; null of other runs.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TrainingAnalysis? Training { get; init; }

    /// <summary>What else there is to see.</summary>
    public required IReadOnlyList<Observation> Observations { get; init; }

    /// <summary>Theory beside measurement.</summary>
    public required IReadOnlyList<TheoryCurve> Theory { get; init; }

    /// <summary>Where signals were lost, in words.</summary>
    public required IReadOnlyList<string> Degeneracies { get; init; }

    /// <summary>The verdict on one pathology.</summary>
    /// <param name="pathology">Which.</param>
    public PathologyVerdict this[Pathology pathology] => Verdicts.Single(v => v.Pathology == pathology);

    /// <summary>Judges a run.</summary>
    /// <param name="run">The run; statistics that it does not hold leave their verdict inconclusive.</param>
    /// <param name="options">What counts as evidence; the defaults when null.</param>
    /// <param name="judges">Who judges; those of <see cref="JudgeCatalog.All"/> when null.</param>
    /// <exception cref="ArgumentException">The options break a rule, or the run holds no depth.</exception>
    /// <exception cref="InvalidOperationException">A judge gives other verdicts than it names.</exception>
    public static RunAnalysis Of(RunResults run, AnalysisOptions? options = null, IReadOnlyList<IJudge>? judges = null)
    {
        options ??= new();
        judges ??= JudgeCatalog.All;
        IReadOnlyList<OptionFault> faults =
            run.Depths.Count == 0 || run.Facts.IsOfTraining ? options.Validate() : options.Validate(run.Depths[^1]);
        OptionException.ThrowIfAny(faults, nameof(options));
        if (run.Depths.Count == 0)
        {
            throw new ArgumentException("the run holds no recorded depth, a verdict needs several; record some",
                nameof(run));
        }

        if (TrainingAnalysis.Of(run) is { } training) return OfTraining(run, training);
        GrowthFit? growth = GrowthFit.OfSensitivity(run, options);
        SiteAnalysis? sites = SiteAnalysis.Of(run, options);
        return new()
        {
            Simulations = run.Simulations.Count,
            Depth = run.Depths[^1],
            Verdicts = Insufficient(run, options) is { } reason
                ? [.. judges.SelectMany(j => j.Pathologies).Select(p => PathologyVerdict.NotJudged(p, reason))]
                : [.. judges.SelectMany(j => Judge(j, new(run, options, growth) { Sites = sites }))],
            Growth = growth,
            Sites = sites,
            PredictedPowerLaw = PowerLawPrediction.For(run, options),
            Observations = new Observations(run, options).Take(),
            Theory = TheoryCurves.Of(run),
            Degeneracies = DegeneracyText.Of(run),
        };
    }

    // Steps are no layers: nothing is judged along them.
    private static RunAnalysis OfTraining(RunResults run, TrainingAnalysis training) => new()
    {
        Simulations = run.Simulations.Count,
        Depth = run.Depths[^1],
        Verdicts = [],
        Training = training,
        Observations = [],
        Theory = [],
        Degeneracies = DegeneracyText.Of(run),
    };

    private static string? Insufficient(RunResults run, AnalysisOptions options) =>
        run.Simulations.Count < options.LeastSimulations
            ? $"{run.Simulations.Count} simulations, a verdict needs {options.LeastSimulations}: run more"
            : run.Facts.Along is null && run.Depths[^1] < options.LeastDepth
                ? EvidenceText.TooShallow("depth", run.Depths[^1], options)
                : run.Degeneracies.Values.Any(l => l.Cause == DegeneracyCause.ConstantInput)
                    ? "the images of a batch are all alike: there is no signal to judge; take other images"
                    : null;

    // What sizes alone decide is neither present nor absent.
    private static IEnumerable<PathologyVerdict> Judge(IJudge judge, JudgedRun run)
    {
        IReadOnlyList<PathologyVerdict> verdicts = judge.Judge(run);
        if (!verdicts.Select(v => v.Pathology).SequenceEqual(judge.Pathologies))
        {
            throw new InvalidOperationException(
                $"{judge.GetType().Name} must give one verdict on each of {string.Join(", ", judge.Pathologies)}, in "
                + "this order");
        }

        return verdicts.Select(v => DecidedBySizes.Reason(run.Results, v.Pathology) is { } reason
            ? PathologyVerdict.NotJudged(v.Pathology, reason)
            : Named(v, run.Results));
    }

    // Of a net whose layers differ, depths have names.
    private static PathologyVerdict Named(PathologyVerdict verdict, RunResults run) => SitePath.Of(run) is not { } path
        ? verdict
        : verdict with
        {
            OnsetSite = verdict.Onset is { } onset ? path.NameAt(onset) : null,
            Evidence =
            [
                .. verdict.Evidence.Select(number => number.Place == run.Facts.Unit && number.Depth is { } depth
                    ? number with { Site = path.NameAt(depth) } : number),
            ],
        };
}
