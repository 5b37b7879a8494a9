namespace MomentsDnns.Results.Storage;

/// <summary>Writes imported results as a run's folder.</summary>
internal static class ImportedRun
{
    /// <summary>Builds the folder beside its place and moves it there when it is whole.</summary>
    public static void Write(string path, RunResults results, RunVersions versions)
    {
        ImportedSource imported = results.Imported
            ?? throw new ArgumentException("the results were measured, not imported", nameof(results));
        if (!results.Curves.Any())
            throw new ArgumentException($"{imported.File} holds no value at all: nothing to import", nameof(results));
        RequireFree(path);
        string building = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)) + ".importing";
        if (Directory.Exists(building)) Directory.Delete(building, recursive: true);
        Directory.CreateDirectory(building);
        ExperimentDocument document = new()
        {
            Source = RunSource.Imported,
            Versions = versions,
            Configuration = imported.ConfigurationIsDeclared ? results.Configuration : null,
            Imported = imported,
        };
        string fingerprint = ExperimentJson.Fingerprint(document);
        for (int first = 0; first < results.Simulations.Count; first += PartFile.MostSimulations)
        {
            int count = Math.Min(PartFile.MostSimulations, results.Simulations.Count - first);
            PartFile part = PartFile.Of(building, results.Simulations[first], results.Simulations[first + count - 1]);
            AtomicFile.Write(part.Path, ParquetTable.Write(ResultTable.From(results, first, count), part.Seal(fingerprint)));
        }

        AtomicFile.Write(Path.Combine(building, ExperimentDocument.FileName), ExperimentJson.Write(document));
        if (Directory.Exists(path)) Directory.Delete(path);
        Directory.Move(building, path);
    }

    private static void RequireFree(string path)
    {
        if (File.Exists(path) || (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any()))
            throw new InvalidDataException($"{path} holds something already; take another output directory");
    }
}
