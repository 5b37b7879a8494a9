using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Numerics;

namespace MomentsDnns.Results.Exchange;

/// <summary>Reads result files of the reference implementation, or of <see cref="NpzExport"/>.</summary>
/// <remarks>
/// Which places loc1.. mean depends on the architecture, which the file does not name. It is inferred so: with
/// <c>res_depth</c> a residual net, which has a normalization when any array ends in <c>_loc2</c>; else, when any array
/// ends in <c>_loc4</c>, feedforward with normalization; else feedforward without. A normalization is taken for batch
/// normalization, the reference's only one. A file that the rule would misread is read with its configuration given.
/// </remarks>
public static class NpzImport
{
    /// <summary>
    /// Reads a file. Moments and chi become natural logarithms straight from their stored precision, without overflow.
    /// Absent are: an effective rank of -1 (the reference's mark), NaN, and a positive infinity (a value that overflowed
    /// when the file was written). An array without any value gives no curve.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="expected">The configuration, where it is known: it decides the places and is kept as declared.</param>
    /// <exception cref="InvalidDataException">The file is broken, or fits neither the rule nor the configuration.</exception>
    public static RunResults Read(string path, ExperimentConfiguration? expected = null) =>
        Read(path, expected?.Network, expected);

    /// <summary>
    /// Reads a file as results of a given architecture: its topology, normalization and H decide the places, whatever
    /// depths the file records. The file's configuration is kept as not declared. Values as with
    /// <see cref="Read(string, ExperimentConfiguration?)"/>.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="architecture">The network whose places the file's numbers mean; its depth, width and kernel do not matter.</param>
    /// <exception cref="InvalidDataException">The file is broken, or does not fit the architecture.</exception>
    public static RunResults ReadAs(string path, NetworkOptions architecture) => Read(path, architecture, null);

    private static RunResults Read(string path, NetworkOptions? architecture, ExperimentConfiguration? declared)
    {
        byte[] bytes = File.ReadAllBytes(path);
        IReadOnlyDictionary<string, NpyArray> arrays = NpzFile.Read(path, bytes);
        try
        {
            ImportedSource source = new()
            {
                File = Path.GetFileName(path),
                Sha256 = Sha256.HexOf(bytes),
                Depths = Depths(arrays),
            };
            source = architecture is null ? Inferred(source, arrays) : Given(source, arrays, architecture);
            if (declared is not null) source = Declared(source, declared);
            ExperimentConfiguration configuration = declared ?? source.KnownConfiguration();
            ReferenceLayout layout = ReferenceNames.LayoutOf(configuration.Network);
            string remedy = architecture is null
                ? "correct its name, or take it out of the file"
                : "give the architecture that the file is of";
            List<Curve> curves = Curves(arrays, layout, source.Depths.Count, remedy, out int count);
            return new(configuration, [.. Enumerable.Range(0, count)], source.Depths, curves, source);
        }
        catch (InvalidDataException cause)
        {
            throw new InvalidDataException($"{path}: {cause.Message}", cause);
        }
    }

    private static int[] Depths(IReadOnlyDictionary<string, NpyArray> arrays)
    {
        if (!arrays.TryGetValue(ReferenceNames.Depth, out NpyArray? array))
            throw new InvalidDataException("it has no array depth; only result files of the reference's format can be imported");
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
            throw new InvalidDataException("its array res_depth must hold one positive integer; save it as numpy.int64");
        return (int)array.Int64(0);
    }

    private static ImportedSource Inferred(ImportedSource source, IReadOnlyDictionary<string, NpyArray> arrays)
    {
        bool HasPlace(int wanted) =>
            arrays.Keys.Any(n => ReferenceNames.TryParse(n, out _, out _, out int number) && number == wanted);
        int? residualDepth = ResidualDepth(arrays);
        if (residualDepth is null && HasPlace(5))
            throw new InvalidDataException("it has loc5, as residual nets do, but no res_depth; add the array res_depth");
        return source with
        {
            Topology = residualDepth is null ? Topology.Feedforward : Topology.Residual,
            Norm = HasPlace(residualDepth is null ? 4 : 2) ? NormKind.Batch : NormKind.None,
            ResidualDepth = residualDepth,
        };
    }

    private static ImportedSource Given(ImportedSource source, IReadOnlyDictionary<string, NpyArray> arrays,
        NetworkOptions architecture)
    {
        int? inFile = ResidualDepth(arrays);
        bool isResidual = architecture.Topology == Topology.Residual;
        if (inFile is not null && !isResidual)
        {
            throw new InvalidDataException(
                "it has res_depth, so it is of a residual net, and the network given with it is feedforward; "
                + "give a residual one");
        }

        if (inFile is int layers && layers != architecture.ResidualDepth)
        {
            throw new InvalidDataException(
                $"its res_depth is {layers}, and the network given with it has {architecture.ResidualDepth} layers in a "
                + $"residual unit; give one of {layers}");
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
                throw new InvalidDataException($"its array {name} names no statistic and location; take it out of the file");
            if (number > locations.Count)
            {
                throw new InvalidDataException(
                    $"its array {name} does not fit: the places of this architecture end at loc{locations.Count}; "
                    + remedy);
            }

            if (array.Shape.Count != 2 || array.Shape[1] != depths || array.Shape[0] != (rows ?? array.Shape[0]))
            {
                throw new InvalidDataException(
                    $"its array {name} is [{string.Join(", ", array.Shape)}], "
                    + $"[{rows?.ToString() ?? "simulations"}, {depths}] is needed");
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
            double value = isLog || !statistic.IsLogarithmic() ? linear : array.Log(i);
            if (!isLog && linear < 0)
            {
                if (statistic.IsLogarithmic() || linear != -1)
                {
                    throw new InvalidDataException(
                        $"its array {name} holds {OptionFault.Format(linear)}, which no {statistic.Name()} can be");
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
