using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Limits;
using MomentsDnns.Results.Facts;

namespace MomentsDnns.Results.Exchange;

/// <summary>Reads result files of the reference implementation, or of <see cref="NpzExport"/>.</summary>
/// <remarks>
/// Which places loc1.. mean depends on the architecture, which the file does not name. It is inferred from the places
/// that the file's arrays have: up to loc5 a residual net, which has a normalization when any array ends in
/// <c>_loc2</c>; up to loc4 feedforward with normalization; else feedforward without. <c>res_depth</c> alone tells
/// nothing, for the reference writes it into raw results of every architecture: where the arrays beside it leave the
/// choice open, the file is refused, and read with its architecture given. A normalization is taken for batch
/// normalization, the reference's only one.
/// </remarks>
public static class NpzImport
{
    /// <summary>
    /// Reads a file. Moments and chi become natural logarithms straight from their stored precision, without overflow.
    /// Absent are: an effective rank of -1 (the reference's mark), NaN, and a positive infinity (a value that
    /// overflowed when the file was written). An array without any value gives no curve.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="expected">
    /// The configuration, where it is known: it decides the places and is kept as declared.
    /// </param>
    /// <exception cref="InvalidDataException">
    /// The file is broken, or fits neither the rule nor the configuration.
    /// </exception>
    public static RunResults Read(string path, ExperimentConfiguration? expected = null) =>
        Read(path, expected?.Network, expected);

    /// <summary>
    /// Reads a file as results of a given architecture: its topology, normalization and H decide the places, whatever
    /// depths the file records. The file's configuration is kept as not declared. Values as with
    /// <see cref="Read(string, ExperimentConfiguration?)"/>.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="architecture">
    /// The network whose places the file's numbers mean; its depth, width and kernel do not matter.
    /// </param>
    /// <exception cref="InvalidDataException">The file is broken, or does not fit the architecture.</exception>
    public static RunResults ReadAs(string path, NetworkOptions architecture) => Read(path, architecture, null);

    /// <summary>
    /// Reads a file as results of one of the reference's architectures. A residual net's H is the file's
    /// <c>res_depth</c>, and it has a normalization where any array ends in <c>_loc2</c>. Values as with
    /// <see cref="Read(string, ExperimentConfiguration?)"/>.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="layout">The architecture by its numbering of places.</param>
    /// <exception cref="InvalidDataException">The file is broken, or does not fit the architecture.</exception>
    public static RunResults ReadAs(string path, ReferenceLayout layout) =>
        Read(path, (source, arrays) => Named(source, arrays, layout), null, GiveAnother);

    private const string GiveAnother = "give the architecture that the file is of";

    private static RunResults Read(string path, NetworkOptions? architecture, ExperimentConfiguration? declared) =>
        architecture is null
        ? Read(path, (source, arrays) => Named(source, arrays, LayoutInference.Of(arrays)), declared,
        "correct its name, or take it out of the file")
        : Read(path, (source, arrays) => Given(source, arrays, architecture), declared, GiveAnother);

    private static RunResults Read(string path, Func<ImportedSource, IReadOnlyDictionary<string, NpyArray>,
        ImportedSource> withArchitecture,
        ExperimentConfiguration? declared, string remedy)
    {
        byte[] bytes = RegularFile.Read(path, int.MaxValue);
        IReadOnlyDictionary<string, NpyArray> arrays = NpzFile.Read(path, bytes);
        try
        {
            if (arrays.ContainsKey(ReferenceNames.Site))
            {
                throw new InvalidDataException("it is of sites that differ, as moments export writes of a probed "
                    + "network, which is not imported; take the run's folder");
            }

            if (arrays.FirstOrDefault(array => array.Value.Type == NpyType.Text).Key is { } text)
            {
                throw new InvalidDataException($"its array {ShortText.Of(text)} holds texts, not numbers; take it out "
                    + "of the file");
            }

            ImportedSource source = new()
            {
                File = Path.GetFileName(path),
                Sha256 = Sha256.HexOf(bytes),
                Depths = Depths(arrays),
            };
            source = withArchitecture(source, arrays);
            if (declared is not null) source = Declared(source, declared);
            ReferenceLayout layout = ReferenceNames.LayoutOf(FactsOfNetworks.Of(source));
            LayoutInference.Require(arrays, layout);
            List<Curve> curves = Curves(arrays, layout, source.Depths.Count, remedy, out int count);
            return new(declared, [.. Enumerable.Range(0, count)], source.Depths, curves, source);
        }
        catch (InvalidDataException cause)
        {
            throw new InvalidDataException($"{path}: {cause.Message}", cause);
        }
    }

    private static int[] Depths(IReadOnlyDictionary<string, NpyArray> arrays)
    {
        if (!arrays.TryGetValue(ReferenceNames.Depth, out NpyArray? array))
        {
            throw new InvalidDataException("it has no array depth; only result files of the reference's format can be "
                + "imported");
        }
        if (!array.IsInteger || array.Shape.Count != 1 || array.Count == 0)
            throw new InvalidDataException("its array depth must hold integers [depths]; save it as numpy.int64");
        long[] depths = [.. Enumerable.Range(0, array.Count).Select(array.Int64)];
        if (depths[0] < 1 || depths[^1] > int.MaxValue || depths.Zip(depths.Skip(1)).Any(p => p.First >= p.Second))
            throw new InvalidDataException("its array depth must be positive and ascending; sort the columns by depth");
        return [.. depths.Select(d => (int)d)];
    }

    private static int? ResidualDepth(IReadOnlyDictionary<string, NpyArray> arrays)
    {
        if (!arrays.TryGetValue(ReferenceNames.ResidualDepth, out NpyArray? array)) return null;
        if (!array.IsInteger || array.Count != 1 || array.Int64(0) is < 1 or > int.MaxValue)
        {
            throw new InvalidDataException("its array res_depth must hold one positive integer; save it as "
                + "numpy.int64");
        }
        return (int)array.Int64(0);
    }

    private static ImportedSource Named(ImportedSource source, IReadOnlyDictionary<string, NpyArray> arrays,
        ReferenceLayout layout)
    {
        bool isResidual = layout == ReferenceLayout.Residual;
        int? residualDepth = ResidualDepth(arrays);
        if (isResidual && residualDepth is null)
            throw new InvalidDataException("it has no res_depth, which residual nets need; add the array res_depth");
        bool hasNorm = isResidual
            ? arrays.Keys.Any(name => ReferenceNames.TryParse(name, out _, out _, out int place) && place == 2)
            : layout == ReferenceLayout.NormFeedforward;
        return source with
        {
            Topology = isResidual ? Topology.Residual : Topology.Feedforward,
            Norm = hasNorm ? NormKind.Batch : NormKind.None,
            ResidualDepth = isResidual ? residualDepth : null,
        };
    }

    private static ImportedSource Given(ImportedSource source, IReadOnlyDictionary<string, NpyArray> arrays,
        NetworkOptions architecture)
    {
        bool isResidual = architecture.Topology.AddsBranch;
        if (isResidual && ResidualDepth(arrays) is int layers && layers != architecture.ResidualDepth)
        {
            throw new InvalidDataException(
                $"its res_depth is {layers}, and the network given with it has {architecture.ResidualDepth} layers in "
                + $"a residual unit; give one of {layers}");
        }

        return source with
        {
            Topology = architecture.Topology,
            Norm = architecture.Norm,
            ResidualDepth = isResidual ? architecture.ResidualDepth : null,
        };
    }

    private static ImportedSource Declared(ImportedSource source, ExperimentConfiguration declared)
    {
        int deepest = source.Depths[^1];
        return deepest <= declared.Network.Depth
            ? source with { ConfigurationIsDeclared = true }
            : throw new InvalidDataException(
                $"it records depth {deepest}, and the configuration given with it ends at {declared.Network.Depth}; "
                + $"give one of depth {deepest} or more");
    }

    private static List<Curve> Curves(IReadOnlyDictionary<string, NpyArray> arrays, ReferenceLayout layout, int depths,
        string remedy, out int simulations)
    {
        IReadOnlyList<Location> locations = ReferenceNames.Locations(layout);
        Dictionary<(Statistic, Location), (double[,]? Values, bool IsLog)> read = [];
        int? rows = null;
        foreach ((string name, NpyArray array) in arrays)
        {
            if (name is ReferenceNames.Depth or ReferenceNames.ResidualDepth) continue;
            if (!ReferenceNames.TryParse(name, out Statistic statistic, out bool isLog, out int number))
            {
                throw new InvalidDataException($"its array {ShortText.Of(name)} names no statistic and location; take "
                    + "it out of the file");
            }
            if (number > locations.Count)
            {
                throw new InvalidDataException(
                    $"its array {name} does not fit: the places of this architecture end at loc{locations.Count}; "
                    + remedy);
            }

            if (array.Shape.Count != 2 || array.Shape[1] != depths || array.Shape[0] != (rows ?? array.Shape[0]))
            {
                throw new InvalidDataException(
                    $"its array {name} is [{string.Join(", ", array.Shape)}], [{rows?.ToString() ?? "simulations"}, "
                    + $"{depths}] is needed");
            }

            rows = array.Shape[0];
            (Statistic, Location) key = (statistic, locations[number - 1]);
            // Where both are there, the logarithm is the one that cannot have overflowed.
            if (read.TryGetValue(key, out (double[,]? Values, bool IsLog) other) && other.IsLog) continue;
            read[key] = (Values(name, array, statistic, isLog, depths), isLog);
        }

        simulations = rows ?? throw new InvalidDataException("it has no array of a statistic");
        return
        [
            .. read.Where(c => c.Value.Values is not null)
                .Select(c => new Curve(c.Key.Item1, c.Key.Item2, c.Value.Values!)),
        ];
    }

    // The values as kept, or null when none is there.
    private static double[,]? Values(string name, NpyArray array, Statistic statistic, bool isLog, int depths)
    {
        double[,] values = new double[array.Shape[0], depths];
        bool isAbsent = true;
        for (int i = 0; i < array.Count; i++)
        {
            double linear = array.Double(i);
            double value = isLog || !statistic.IsLogarithmic ? linear : array.Log(i);
            if (!isLog && linear < 0)
            {
                if (statistic.IsLogarithmic || linear != -1)
                {
                    throw new InvalidDataException(
                        $"its array {name} holds {OptionFault.Format(linear)}, which no {statistic.Name} can be");
                }

                value = double.NaN;
            }

            if (double.IsPositiveInfinity(value)) value = double.NaN;
            isAbsent &= double.IsNaN(value);
            values[i / depths, i % depths] = value;
        }

        return isAbsent ? null : values;
    }
}
