using System.Security.Cryptography;
using MomentsDnns.Architectures.Networks;

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
    public static RunResults Read(string path, ExperimentConfiguration? expected = null)
    {
        byte[] bytes = File.ReadAllBytes(path);
        IReadOnlyDictionary<string, NpyArray> arrays = NpzFile.Read(path, bytes);
        try
        {
            ImportedSource source = new()
            {
                File = Path.GetFileName(path),
                Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)),
                Depths = Depths(arrays),
            };
            source = expected is null ? Inferred(source, arrays) : Declared(source, arrays, expected);
            ExperimentConfiguration configuration = expected ?? source.KnownConfiguration();
            ReferenceLayout layout = ReferenceNames.LayoutOf(configuration.Network);
            List<Curve> curves = Curves(arrays, layout, source.Depths.Count, out int count);
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

    private static ImportedSource Declared(ImportedSource source, IReadOnlyDictionary<string, NpyArray> arrays,
        ExperimentConfiguration expected)
    {
        NetworkOptions network = expected.Network;
        int? inFile = ResidualDepth(arrays);
        bool isResidual = network.Topology == Topology.Residual;
        if (inFile is not null && !isResidual)
            throw new InvalidDataException("it has res_depth, so it is of a residual net; declare --topology residual");
        if (inFile is int layers && layers != network.ResidualDepth)
        {
            throw new InvalidDataException(
                $"its res_depth is {layers}, declared is {network.ResidualDepth}; declare --residual-depth {layers}");
        }

        if (source.Depths[^1] > network.Depth)
        {
            throw new InvalidDataException(
                $"it records depth {source.Depths[^1]}, declared are {network.Depth}; "
                + $"declare --depth {source.Depths[^1]} or more");
        }

        return source with
        {
            Topology = network.Topology,
            Norm = network.Norm,
            ResidualDepth = isResidual ? network.ResidualDepth : null,
            ConfigurationIsDeclared = true,
        };
    }

    private static List<Curve> Curves(IReadOnlyDictionary<string, NpyArray> arrays, ReferenceLayout layout, int depths,
        out int simulations)
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
                    + "declare the architecture that the file is of");
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
