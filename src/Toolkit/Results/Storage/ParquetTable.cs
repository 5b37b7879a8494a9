using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Text;
using MomentsDnns.Results.Facts;
using Parquet;
using Parquet.Schema;

namespace MomentsDnns.Results.Storage;

/// <summary>
/// A <see cref="ResultTable"/> as a Parquet file: columns <c>simulation</c> and <c>depth</c> (int32), <c>location</c>
/// (string), then nullable doubles named by <see cref="Statistic.ColumnName"/>; where a signal was lost, then
/// <c>lost</c> (string, a <see cref="DegeneracyCause"/>; null where sound) and <c>lost_depth</c> (nullable int32).
/// Snappy. Equal tables of one experiment give equal bytes. A <see cref="PartSeal"/> covers the file.
/// </summary>
internal static class ParquetTable
{
    private const string Simulation = "simulation", Depth = "depth", Place = "location", Lost = "lost",
        LostDepth = "lost_depth", Site = "site", LogarithmMark = "log_";

    private static readonly ParquetOptions Options = new() { CompressionMethod = CompressionMethod.Snappy };

    /// <summary>The bytes of a table's file.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="seal">What the file says of itself; its checksum is entered here.</param>
    /// <param name="along">
    /// The sites that depths are, by whose names a column <c>site</c> tells them; null: no such column.
    /// </param>
    public static byte[] Write(ResultTable table, PartSeal seal, IReadOnlyList<SiteFacts>? along = null)
    {
        byte[] file = WriteAsync(table, seal, along).GetAwaiter().GetResult();
        PartSeal.Close(file);
        return file;
    }

    /// <summary>Reads a table's file, whatever its seal says.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="mostRows">More rows than this are refused before memory is taken for them.</param>
    /// <exception cref="InvalidDataException">It is Parquet, but not a table of results.</exception>
    /// <exception cref="Exception">It is not Parquet; the library throws what it happens to run into.</exception>
    public static ResultTable Read(byte[] file, long mostRows = int.MaxValue) =>
        ReadAsync(file, mostRows).GetAwaiter().GetResult();

    /// <summary>Reads the simulations whose signal or noise was lost, and where, and no other column.</summary>
    /// <inheritdoc cref="Read" path="param|exception"/>
    public static IReadOnlyList<KeyValuePair<int, Degeneracy>> ReadDegeneracies(byte[] file, long mostRows) =>
        ReadDegeneraciesAsync(file, mostRows).GetAwaiter().GetResult();

    /// <summary>
    /// The simulations whose signal or noise was lost, and where, of rows; where rows of one kind of degeneracy differ,
    /// as the last of them says.
    /// </summary>
    /// <param name="simulations">The simulation of each row.</param>
    /// <param name="degeneracies">The degeneracy in each row; null where no row has one.</param>
    public static IReadOnlyList<KeyValuePair<int,
        Degeneracy>> DegeneraciesBySimulation(IReadOnlyList<int> simulations, IReadOnlyList<Degeneracy?>? degeneracies)
    {
        OrderedDictionary<(int Simulation, bool IsOfNoise), Degeneracy> found = [];
        for (int row = 0; row < degeneracies?.Count; row++)
        {
            if (degeneracies[row] is { } degeneracy) found[(simulations[row], degeneracy.IsOfNoise)] = degeneracy;
        }

        return [.. found.Select(f => KeyValuePair.Create(f.Key.Simulation, f.Value))];
    }

    private static async Task<byte[]> WriteAsync(ResultTable table, PartSeal seal,
        IReadOnlyList<SiteFacts>? along)
    {
        DataField simulation = new DataField<int>(Simulation), depth = new DataField<int>(Depth);
        DataField location = new DataField<string>(Place, false), site = new DataField<string>(Site, false);
        (DataField Field, double[] Values)[] columns =
            [.. table.Columns.Select(c => ((DataField)new DataField<double>(c.Key.ColumnName, true), c.Value))];
        DataField lost = new DataField<string>(Lost, true), lostDepth = new DataField<int>(LostDepth, true);
        DataField[] degeneracies = table.Degeneracies is null ? [] : [lost, lostDepth];
        ParquetSchema schema = new([simulation, depth, location, .. along is null ? Array.Empty<DataField>() : [site],
            .. columns.Select(c => c.Field), .. degeneracies]);

        using MemoryStream stream = new();
        await using (ParquetWriter writer = await ParquetWriter.CreateAsync(schema, stream, Options))
        {
            writer.CustomMetadata = new Dictionary<string, string> { [PartSeal.Key] = seal.Open };
            using ParquetRowGroupWriter rows = writer.CreateRowGroup();
            await rows.WriteAsync<int>(simulation, table.Simulations.AsMemory());
            await rows.WriteAsync<int>(depth, table.Depths.AsMemory());
            await rows.WriteAsync(location, [.. table.Locations.Select(location => location.Name)]);
            if (along is not null) await rows.WriteAsync(site, [.. table.Depths.Select(d => along[d - 1].Name)]);
            foreach ((DataField field, double[] values) in columns)
            {
                double?[] cells = Array.ConvertAll(values, v => double.IsNaN(v) ? null : (double?)v);
                await rows.WriteAsync<double>(field, cells.AsMemory());
            }

            if (table.Degeneracies is { } marks)
            {
                await rows.WriteAsync(lost, [.. marks.Select(m => m is { } degeneracy ? OptionText.Of(degeneracy.Cause)
                    : null)]);
                await rows.WriteAsync<int>(lostDepth, marks.Select(m => m?.Depth).ToArray().AsMemory());
            }
        }

        return stream.ToArray();
    }

    private static async Task<ResultTable> ReadAsync(byte[] file, long mostRows)
    {
        await using ParquetReader reader = await ParquetReader.CreateAsync(new MemoryStream(file));
        using ParquetRowGroupReader rows = OnlyRowGroup(reader, mostRows);
        int count = (int)rows.RowCount;
        int[] simulations = new int[count], depths = new int[count];
        string?[] names = new string?[count];
        await rows.ReadAsync<int>(Field(reader, Simulation), simulations.AsMemory());
        await rows.ReadAsync<int>(Field(reader, Depth), depths.AsMemory());
        await rows.ReadAsync(Field(reader, Place), names.AsMemory());

        SortedDictionary<Statistic, double[]> columns = [];
        foreach (DataField field in reader.Schema.GetDataFields())
        {
            if (field.Name is Simulation or Depth or Place or Site or Lost or LostDepth) continue;
            double?[] cells = new double?[count];
            await rows.ReadAsync<double>(field, cells.AsMemory());
            columns.Add(StatisticOf(field.Name), Array.ConvertAll(cells, v => v ?? double.NaN));
        }

        return new()
        {
            Simulations = simulations,
            Depths = depths,
            Locations = Array.ConvertAll(names, LocationOf),
            Columns = columns,
            Degeneracies = await ReadDegeneraciesAsync(reader, rows, count),
        };
    }

    private static async Task<IReadOnlyList<KeyValuePair<int,
        Degeneracy>>> ReadDegeneraciesAsync(byte[] file, long mostRows)
    {
        await using ParquetReader reader = await ParquetReader.CreateAsync(new MemoryStream(file));
        using ParquetRowGroupReader rows = OnlyRowGroup(reader, mostRows);
        Degeneracy?[]? degeneracies = await ReadDegeneraciesAsync(reader, rows, (int)rows.RowCount);
        if (degeneracies is null) return DegeneraciesBySimulation([], null);
        int[] simulations = new int[degeneracies.Length];
        await rows.ReadAsync<int>(Field(reader, Simulation), simulations.AsMemory());
        return DegeneraciesBySimulation(simulations, degeneracies);
    }

    private static ParquetRowGroupReader OnlyRowGroup(ParquetReader reader, long mostRows)
    {
        if (reader.RowGroupCount != 1)
            throw new InvalidDataException($"it holds {reader.RowGroupCount} row groups, not one");
        ParquetRowGroupReader rows = reader.OpenRowGroupReader(0);
        if (rows.RowCount >= 0 && rows.RowCount <= Math.Min(mostRows, Array.MaxLength)) return rows;
        long count = rows.RowCount;
        rows.Dispose();
        throw new InvalidDataException($"it holds {count} rows, {mostRows} are the most that a part of this run can");
    }

    private static async Task<Degeneracy?[]?> ReadDegeneraciesAsync(ParquetReader reader, ParquetRowGroupReader rows,
        int count)
    {
        if (reader.Schema.GetDataFields().All(f => f.Name != Lost)) return null;
        string?[] causes = new string?[count];
        int?[] depths = new int?[count];
        await rows.ReadAsync(Field(reader, Lost), causes.AsMemory());
        await rows.ReadAsync<int>(Field(reader, LostDepth), depths.AsMemory());
        return [.. causes.Zip(depths, CauseOf)];
    }

    private static Degeneracy? CauseOf(string? cause, int? depth) => (cause, depth) switch
    {
        (null, null) => null,
        ({ } text, { } at) when OptionText.TryParse(text, out DegeneracyCause known) => new(known, at),
        _ => throw new InvalidDataException($"its degeneracy {cause} at depth {depth} is none"),
    };

    private static DataField Field(ParquetReader reader, string name) =>
        reader.Schema.GetDataFields().FirstOrDefault(f => f.Name == name)
        ?? throw new InvalidDataException($"it has no column {name}");

    private static Statistic StatisticOf(string column)
    {
        // One that a program defined when it wrote the run: its column tells the scale.
        bool isLogarithmic = column.StartsWith(LogarithmMark, StringComparison.Ordinal);
        try
        {
            return Statistic.Define(isLogarithmic ? column[LogarithmMark.Length..] : column, isLogarithmic);
        }
        catch (ArgumentException cause)
        {
            throw new InvalidDataException($"its column {ShownText.Of(column)} names no statistic", cause);
        }
    }

    private static Location LocationOf(string? name) => Location.Find(name ?? "")
        ?? throw new InvalidDataException($"its location {name} is none");
}
