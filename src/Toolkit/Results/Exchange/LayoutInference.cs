using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Results.Exchange;

/// <summary>
/// Of which architecture a result file is, from the arrays that it holds. <c>res_depth</c> does not tell: the reference
/// implementation writes it into the raw results of every architecture.
/// </summary>
/// <remarks>
/// <c>loc5</c> is residual nets' alone. Raw results hold each of eight statistics at every place, so that the last
/// place tells: loc3 vanilla, loc4 feedforward with normalization. An effective rank at loc4 is of a feedforward net
/// with normalization too, for it is taken behind the activation. Of another selection of arrays without loc5 beside
/// <c>res_depth</c> nothing tells whether the net is residual.
/// </remarks>
internal static class LayoutInference
{
    private const string Remedy = "name it: import --architecture vanilla, bn-ff or bn-res";

    // What the reference implementation saves at every place.
    private static readonly Statistic[] s_raw =
    [
        Statistic.Nu1AbsSignal, Statistic.Nu2Signal, Statistic.Mu2Signal, Statistic.Mu4Signal, Statistic.Mu2Noise,
        Statistic.EffectiveRankSignal, Statistic.EffectiveRankNoise, Statistic.Chi,
    ];

    /// <summary>The architecture's numbering of places.</summary>
    /// <param name="arrays">The file's arrays.</param>
    /// <exception cref="InvalidDataException">The arrays do not tell, or contradict one another.</exception>
    public static ReferenceLayout Of(IReadOnlyDictionary<string, NpyArray> arrays)
    {
        ILookup<int, Statistic> places = Places(arrays);
        int last = Last(places);
        bool hasResidualDepth = arrays.ContainsKey(ReferenceNames.ResidualDepth);
        if (last == 5)
        {
            return hasResidualDepth ? ReferenceLayout.Residual
                : throw new InvalidDataException("it has loc5, as residual nets do, but no res_depth; add the array "
                + "res_depth");
        }

        ReferenceLayout layout = last == 4 ? ReferenceLayout.NormFeedforward : ReferenceLayout.Vanilla;
        int[] ranked = [.. RankedPlaces(arrays)];
        int activation = Activation(layout);
        if (ranked.Length > 0 && !ranked.Contains(activation))
        {
            throw new InvalidDataException($"its places contradict one another: they end at loc{last}, so that the "
                + $"activation is loc{activation}, and the effective rank, which is taken there, is at "
                + $"loc{ranked[0]}; {Remedy}");
        }

        bool isCertain = !hasResidualDepth || IsRaw(places, last) || (last == 4 && ranked.Length > 0);
        return isCertain ? layout
            : throw new InvalidDataException($"its arrays do not tell its architecture: it has res_depth, which raw "
            + $"results of every architecture have, no loc5, which residual nets have, and not every statistic at "
            + $"every place; {Remedy}");
    }

    /// <summary>Refuses a numbering that raw results contradict: they hold every place of theirs.</summary>
    /// <param name="arrays">The file's arrays.</param>
    /// <param name="layout">The numbering that was given with it.</param>
    /// <exception cref="InvalidDataException">The file's places end before the numbering's.</exception>
    public static void Require(IReadOnlyDictionary<string, NpyArray> arrays, ReferenceLayout layout)
    {
        ILookup<int, Statistic> places = Places(arrays);
        (int last, int expected) = (Last(places), ReferenceNames.Locations(layout).Count);
        if (last < expected && IsRaw(places, last))
        {
            throw new InvalidDataException($"it holds every statistic at loc1 to loc{last}, and the places of the "
                + $"architecture given with it end at loc{expected}; give the architecture that the file is of");
        }
    }

    private static int Activation(ReferenceLayout layout) =>
        1 + ReferenceNames.Locations(layout).ToList().IndexOf(Location.Activation);

    // The statistics at each place.
    private static ILookup<int, Statistic> Places(IReadOnlyDictionary<string, NpyArray> arrays) =>
        Named(arrays).ToLookup(a => a.Place, a => a.Statistic);

    private static int Last(ILookup<int, Statistic> places) =>
        places.Select(place => place.Key).DefaultIfEmpty(0).Max();

    private static bool IsRaw(ILookup<int, Statistic> places, int last) =>
        last >= 3 && Enumerable.Range(1, last).All(place => s_raw.All(statistic => places[place].Contains(statistic)));

    // Where an effective rank was computed: all of an array is -1 where it was not.
    private static IEnumerable<int> RankedPlaces(IReadOnlyDictionary<string, NpyArray> arrays) => Named(arrays)
        .Where(a => (a.Statistic == Statistic.EffectiveRankSignal || a.Statistic == Statistic.EffectiveRankNoise)
            && Enumerable.Range(0, a.Array.Count).Any(i => a.Array.Double(i) != -1))
        .Select(a => a.Place).Distinct().Order();

    private static IEnumerable<(int Place, Statistic Statistic, NpyArray Array)> Named(IReadOnlyDictionary<string,
        NpyArray> arrays)
    {
        foreach ((string name, NpyArray array) in arrays)
        {
            if (ReferenceNames.TryParse(name, out Statistic statistic, out _, out int place))
                yield return (place, statistic, array);
        }
    }
}
