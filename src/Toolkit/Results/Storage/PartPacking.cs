namespace MomentsDnns.Results.Storage;

/// <summary>
/// Packs the parts of single simulations into one of <see cref="PartFile.PackedSimulations"/>, when all of its range
/// are there, so that large runs are few files. The packed part appears whole before the single ones go; between the
/// two it counts, they don't. Its bytes follow from the simulations alone, so that any number of processes may pack the
/// same.
/// </summary>
/// <param name="folder">The run's folder.</param>
/// <param name="reader">Reads its parts.</param>
/// <param name="fingerprint">That of its experiment.</param>
internal sealed class PartPacking(string folder, PartReader reader, string fingerprint)
{
    /// <summary>Packs the range of a simulation; does nothing where a part of it lacks, or is damaged.</summary>
    /// <param name="simulation">Any simulation of the range.</param>
    /// <param name="written">Rows of simulations that were written here and need not be read; null for none.</param>
    /// <exception cref="OutputException">The packed part cannot be written.</exception>
    public void Pack(int simulation, IReadOnlyDictionary<int, ResultTable>? written = null)
    {
        PartFile pack = PartFile.PackOf(folder, simulation);
        PartFile[] parts = [.. pack.Simulations.Select(i => PartFile.Of(folder, i))];
        if (!File.Exists(pack.Path))
        {
            ResultTable[] tables = new ResultTable[parts.Length];
            try
            {
                for (int i = 0; i < parts.Length; i++)
                    tables[i] = written?.GetValueOrDefault(parts[i].First) ?? reader.Read(parts[i]);
            }
            catch (Exception cause) when (cause is InvalidDataException or FileNotFoundException)
            {
                return; // somebody else has packed it, or it is told when the run is read
            }

            AtomicFile.WriteOwn(pack.Path, ParquetTable.Write(ResultTable.Of(tables), pack.Seal(fingerprint)));
        }

        foreach (PartFile part in parts) File.Delete(part.Path);
    }

    /// <summary>Packs every range whose simulations are all there.</summary>
    /// <exception cref="OutputException">A packed part cannot be written.</exception>
    public void PackAll()
    {
        IEnumerable<IGrouping<int, PartFile>> ranges = PartFile.In(folder).Where(part => part.Count == 1)
            .GroupBy(part => part.First / PartFile.PackedSimulations);
        foreach (IGrouping<int, PartFile> range in ranges)
        {
            PartFile pack = PartFile.PackOf(folder, range.Key * PartFile.PackedSimulations);
            bool isPacked = File.Exists(pack.Path) && reader.IsSound(pack);
            if (range.Count() == PartFile.PackedSimulations || isPacked) Pack(pack.First);
        }
    }
}
