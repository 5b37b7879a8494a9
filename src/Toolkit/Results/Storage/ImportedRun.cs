namespace MomentsDnns.Results.Storage;

/// <summary>
/// Writes imported results as a run's folder: the parts first, <c>experiment.json</c>, which makes it a run, at the
/// end.
/// </summary>
/// <remarks>
/// The folder itself is filled, not moved to its place: it may be a mounted volume, or the only folder that this user
/// may write. While that lasts the file <see cref="Mark"/> stands in it, held as a lock; where it is left and there is
/// no <c>experiment.json</c>, an import was killed, and its parts may be removed.
/// </remarks>
internal static class ImportedRun
{
    /// <summary>The name of the file that an import holds while it writes.</summary>
    public const string Mark = "import.unfinished";

    /// <summary>Writes; where that fails nothing stays behind.</summary>
    public static void Write(string path, RunResults results, RunVersions versions)
    {
        ImportedSource imported = results.Imported
            ?? throw new ArgumentException("the results were measured, not imported", nameof(results));
        if (!results.Curves.Any())
            throw new InvalidDataException($"{imported.File} holds no value at all; name a file with results");
        if (OutputTarget.OfRun(path) is { } fault) throw new OutputException(path, fault);
        RequireFree(path);
        bool existed = Directory.Exists(path);
        try
        {
            AtomicFile.CreateFolder(Path.GetFullPath(path));
            using WriterLock mark = WriterLock.Take(path, Mark, staysBehind: false);
            RequireFree(path); // another import may have ended since
            foreach (string part in Abandoned(path)) File.Delete(part);
            WriteAll(path, results, versions, imported);
        }
        catch (Exception cause)
        {
            if (!existed && Directory.Exists(path) && !Directory.EnumerateFileSystemEntries(path).Any())
                Directory.Delete(path);
            if (OutputException.IsRaw(cause)) throw OutputException.Of(path, cause);
            throw;
        }
    }

    private static void WriteAll(string path, RunResults results, RunVersions versions, ImportedSource imported)
    {
        ExperimentDocument document = new()
        {
            Source = RunSource.Imported,
            Versions = versions,
            Configuration = results.HasConfiguration ? results.Configuration : null,
            Imported = imported,
        };
        string fingerprint = ExperimentJson.Fingerprint(document);
        List<string> written = [];
        try
        {
            for (int first = 0; first < results.Simulations.Count; first += PartFile.MostSimulations)
            {
                int count = Math.Min(PartFile.MostSimulations, results.Simulations.Count - first);
                PartFile part = PartFile.Of(path, results.Simulations[first], results.Simulations[first + count - 1]);
                AtomicFile.WriteOwn(part.Path, ParquetTable.Write(ResultTable.From(results, first, count),
                    part.Seal(fingerprint)));
                written.Add(part.Path);
            }

            AtomicFile.WriteOwn(Path.Combine(path, ExperimentDocument.FileName), ExperimentJson.Write(document));
        }
        catch
        {
            foreach (string file in written) File.Delete(file);
            throw;
        }
    }

    /// <summary>
    /// The parts that a killed import left in a folder, a range of simulations each, and what it was writing.
    /// </summary>
    private static IEnumerable<string> Abandoned(string path) =>
        Directory.Exists(path) && File.Exists(Path.Combine(path, Mark))
        && !File.Exists(Path.Combine(path, ExperimentDocument.FileName))
            ? [.. PartFile.In(path).Where(part => part.Path == PartFile.Of(path, part.First, part.Last).Path)
            .Select(part => part.Path), .. PartFile.Abandoned(path)]
            : [];

    private static void RequireFree(string path)
    {
        if (!Directory.Exists(path)) return;
        HashSet<string> passed = [.. Abandoned(path).Select(part => Path.GetFileName(part)), Mark];
        if (FolderContent.FirstForeign(path, passed) is { } other)
            throw new InvalidDataException($"{path} holds something already ({other}); take another output directory");
    }
}
