using System.Collections.Concurrent;

namespace MomentsDnns.Results.Storage;

/// <summary>Reads the finished simulations of a run, while others may write it.</summary>
/// <param name="reader">Reads its parts.</param>
/// <param name="document">Its experiment.</param>
internal sealed class RunLoading(PartReader reader, ExperimentDocument document)
{
    /// <summary>The simulations of parts, as curves.</summary>
    /// <param name="parts">The parts, by simulation.</param>
    /// <exception cref="InvalidDataException">A part is damaged; the message names the first.</exception>
    /// <exception cref="FileNotFoundException">A part is not there any more.</exception>
    public RunResults Load(IReadOnlyList<PartFile> parts)
    {
        int[] simulations = [.. parts.SelectMany(p => p.Simulations)];
        CurveTables curves = new(simulations, document.Depths);
        ConcurrentBag<KeyValuePair<int, Degeneracy>> lost = [];
        try
        {
            // A part at a time for each core: what is in memory is the curves, and not the tables too.
            Parallel.ForEach(Partitioner.Create(parts, EnumerablePartitionerOptions.NoBuffering), part =>
            {
                ResultTable table = reader.Read(part);
                foreach (KeyValuePair<int, Degeneracy> found
                    in ParquetTable.DegeneraciesBySimulation(table.Simulations, table.Degeneracies))
                    lost.Add(found);
                lock (curves) table.AddTo(curves);
            });
        }
        catch (AggregateException failures)
        {
            if (failures.InnerExceptions.OfType<FileNotFoundException>().FirstOrDefault() is { } gone) throw gone;
            throw failures.InnerExceptions.OfType<InvalidDataException>().MinBy(e => e.Message, StringComparer.Ordinal)
                ?? failures.InnerExceptions[0];
        }

        ILookup<bool, KeyValuePair<int, Degeneracy>> degeneracies =
            lost.OrderBy(l => l.Key).ToLookup(l => l.Value.IsOfNoise);
        return new(document.Configuration, simulations, document.Depths, curves.Curves, document.Imported,
            degeneracies[false].ToDictionary(), degeneracies[true].ToDictionary(), probed: document.Probed,
            trained: document.Trained);
    }

    /// <summary>
    /// Reads something of the parts that are there; anew where another process packs some between their listing and
    /// their reading.
    /// </summary>
    /// <param name="read">Reads.</param>
    public T OfParts<T>(Func<IReadOnlyList<PartFile>, T> read)
    {
        const int mostTries = 20;
        for (int tries = 1; ; tries++)
        {
            try
            {
                return read(reader.Parts());
            }
            catch (FileNotFoundException) when (tries < mostTries)
            {
                // Listed anew.
            }
        }
    }
}
