using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using MomentsDnns.Analysis.Ranking;
using MomentsDnns.Architectures.Random;
using MomentsDnns.Propagation;
using MomentsDnns.Propagation.ZeroCost;
using MomentsDnns.Results;

namespace MomentsDnns.Ranking;

/// <summary>What a ranking measures: the sample of the list, in order, and all that decides its numbers.</summary>
internal sealed class RankingPlan
{
    private static readonly JsonSerializerOptions Style = new(JsonStyle.Options)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    /// <summary>Draws the sample.</summary>
    /// <param name="networks">The list.</param>
    /// <param name="options">The options, sound.</param>
    public RankingPlan(IReadOnlyList<RankedNetwork> networks, RankingOptions options)
    {
        // By name first: the order of the list decides nothing.
        RankedNetwork[] drawn = [.. networks.OrderBy(n => n.Name, StringComparer.Ordinal)];
        RandomStream stream = new(options.Seed, 0, 0, RandomPurpose.RankedNetworks);
        int count = options.Networks ?? drawn.Length;
        for (int i = 0; i < count; i++)
        {
            int j = i + stream.NextInt32(drawn.Length - i);
            (drawn[i], drawn[j]) = (drawn[j], drawn[i]);
        }

        RankedNetwork[] sample = drawn[..count];
        Tasks =
        [
            .. sample.Select(network => new RankingTask(network, 0)),
            .. from network in sample.Take(options.Repeated)
               from repeat in Enumerable.Range(1, options.Repeats - 1)
               select new RankingTask(network, repeat),
        ];
        Text = JsonSerializer.Serialize(new
        {
            Networks = count,
            options.Repeated,
            Repeats = options.Repeated > 0 ? options.Repeats : 1,
            options.Seed,
            Init = sample.Any(n => n.Draws is not null) ? "own" : options.Init.Name,
            options.BatchSize,
            Dataset = options.Dataset.Name,
            DatasetFingerprint = options.Dataset.Fingerprint,
            options.Dataset.LabelFingerprint,
            Sample = Hash(string.Join('\n',
                sample.Select(n => FormattableString.Invariant($"{n.Name} {n.Accuracy:R}") + Told(n.Identity)))),
            Measures = Measures.Select(m => m.Name),
            Versions = SoftwareVersions.Current,
        }, Style) + "\n";
    }

    /// <summary>Every measure, in the order of tables: size, ours, the usual ones.</summary>
    public static IReadOnlyList<RankingMeasure> Measures { get; } =
    [
        .. ZeroCostCatalog.All.Where(m => m.IsSize).Select(MeasureOf), .. PropagationMeasures.All,
        .. ZeroCostCatalog.All.Where(m => !m.IsSize).Select(MeasureOf),
    ];

    /// <summary>What is measured, in order.</summary>
    public IReadOnlyList<RankingTask> Tasks { get; }

    /// <summary>All that decides the numbers, as JSON.</summary>
    public string Text { get; }

    /// <summary>The measure of tables that a zero-cost measure is.</summary>
    /// <param name="measure">The measure.</param>
    public static RankingMeasure MeasureOf(IZeroCostMeasure measure) => new(measure.Name,
        $"\"{measure.Words}\"", measure.IsSize ? MeasureGroup.Size : MeasureGroup.ZeroCost, measure.Formula);

    /// <summary>The seed of the weights of a network: no two networks share weights.</summary>
    /// <param name="name">The network's name.</param>
    /// <param name="seed">The seed of the draw.</param>
    public static ulong SeedOfWeights(string name, ulong seed) =>
        XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(name), unchecked((long)seed));

    private static string Told(string identity) => identity.Length > 0 ? " " + identity : "";

    private static string Hash(string text) =>
        Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes(text)));
}
