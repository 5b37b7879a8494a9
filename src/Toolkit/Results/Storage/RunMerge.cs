using MomentsDnns.Results.Sharing;

namespace MomentsDnns.Results.Storage;

/// <summary>
/// Joins runs of one experiment that were made in folders of their own, such as shards on the disks of several
/// machines. A simulation that several hold must have the same bits in all. Sources stay as they are.
/// </summary>
public sealed class RunMerge
{
    private readonly string _output;
    private readonly ExperimentDocument _document;
    private readonly (string Path, PartReader Reader)[] _sources;

    private RunMerge(string output, ExperimentDocument document, (string, PartReader)[] sources) =>
        (_output, _document, _sources) = (output, document, sources);

    /// <summary>Joins runs, and those in them (the steps of trainings).</summary>
    /// <param name="sources">The runs' folders, one or more.</param>
    /// <param name="output">
    /// The folder of the joined run: a new one, or a run of the same experiment, which may be one of the sources.
    /// </param>
    /// <returns>How many simulations it has, and how many of them came with this.</returns>
    /// <exception cref="InvalidDataException">
    /// A source is no run, damaged, or of another experiment; or two have other bits of one simulation.
    /// </exception>
    /// <exception cref="OutputException">The output cannot be written.</exception>
    public static (int Simulations, int Added) Merge(IReadOnlyList<string> sources, string output)
    {
        if (OutputTarget.OfRun(output) is { } fault) throw new OutputException(output, fault);
        return Join(sources, output);
    }

    private static (int Simulations, int Added) Join(IReadOnlyList<string> sources, string output)
    {
        string[] distinct = [.. sources.DistinctBy(Path.GetFullPath)];
        string[] others = [.. distinct.Where(source => Path.GetFullPath(source) != Path.GetFullPath(output))];
        bool exists = RunDirectory.IsAt(output);
        if (!exists && Directory.Exists(output)
            && FolderContent.FirstForeign(output, new HashSet<string>()) is { } something)
        {
            throw new InvalidDataException($"{output} is no run and not empty (it holds {something}); "
                + "take another output directory");
        }

        string[] all = exists ? [output, .. others] : others;
        ExperimentDocument[] documents = [.. all.Select(Document)];
        for (int i = 1; i < all.Length; i++) RequireSame(all[0], documents[0], all[i], documents[i]);
        (string, PartReader)[] readers =
            [.. all.Zip(documents, (path, document) => (path, new PartReader(path, document)))];
        RunMerge merge = new(output, documents[0], readers);
        foreach ((_, PartReader reader) in readers) reader.RequireSound();
        merge.RequireEqualBits();

        AtomicFile.CreateFolder(Path.GetFullPath(output));
        string experiment = Path.Combine(output, ExperimentDocument.FileName);
        AtomicFile.TryWriteNew(experiment, File.ReadAllBytes(Path.Combine(all[0], ExperimentDocument.FileName)));
        int added = merge.Copy();
        merge.CopyWriters();
        new PartPacking(output, new(output, documents[0]), documents[0].Fingerprint).PackAll();
        foreach (string inner in all.SelectMany(InnerRuns).Distinct(StringComparer.Ordinal))
        {
            Join([.. all.Select(run => Path.Combine(run, inner)).Where(RunDirectory.IsAt)],
                Path.Combine(output, inner));
        }

        return (new PartReader(output, documents[0]).Parts().Sum(part => (int)part.Count), added);
    }

    private static ExperimentDocument Document(string path)
    {
        using RunDirectory run = RunDirectory.Open(path); // says what is wrong where it is no run
        return ExperimentJson.Read(Path.Combine(path, ExperimentDocument.FileName));
    }

    private static IEnumerable<string> InnerRuns(string run)
    {
        foreach (string folder in Directory.EnumerateDirectories(run))
        {
            foreach (string inner in Directory.EnumerateDirectories(folder).Where(RunDirectory.IsAt))
                yield return Path.GetRelativePath(run, inner);
        }
    }

    private static void RequireSame(string first, ExperimentDocument one, string second, ExperimentDocument other)
    {
        if (one.Fingerprint == other.Fingerprint) return;
        string differences = string.Join("; ", Resumption.Differences(one, other));
        throw new InvalidDataException($"{second} is of another experiment than {first}: "
            + (differences.Length > 0 ? differences : "their experiment.json differ")
            + "; merge runs of one experiment");
    }

    // Of every simulation that several hold.
    private void RequireEqualBits()
    {
        Dictionary<int, (int Source, PartFile Part)> seen = [];
        for (int i = 0; i < _sources.Length; i++)
        {
            foreach (PartFile part in _sources[i].Reader.Parts())
            {
                int[] twice = [.. part.Simulations.Where(seen.ContainsKey)];
                if (twice.Length == 0 || IsSameFile(twice, part, seen)) Add(part, i);
                else RequireEqual(twice, part, i, seen);
            }
        }

        void Add(PartFile part, int source)
        {
            foreach (int simulation in part.Simulations) seen.TryAdd(simulation, (source, part));
        }

        void RequireEqual(int[] twice, PartFile part, int source, Dictionary<int, (int Source, PartFile Part)> known)
        {
            ResultTable rows = _sources[source].Reader.Read(part);
            foreach (IGrouping<(int Source, PartFile Part), int> group in twice.GroupBy(i => known[i]))
            {
                ResultTable others = _sources[group.Key.Source].Reader.Read(group.Key.Part);
                foreach (int simulation in group)
                {
                    if (!Bytes(rows, simulation).AsSpan().SequenceEqual(Bytes(others, simulation)))
                    {
                        throw new InvalidDataException($"{part.Path} and {group.Key.Part.Path} hold other numbers of "
                            + $"simulation {simulation}: they come from other processors or were made otherwise; "
                            + "merge one of them alone");
                    }
                }
            }

            Add(part, source);
        }
    }

    private static bool IsSameFile(int[] twice, PartFile part, Dictionary<int, (int Source, PartFile Part)> seen)
    {
        PartFile other = seen[twice[0]].Part;
        return twice.Length == part.Count && (other.First, other.Last) == (part.First, part.Last)
            && other.Read().AsSpan().SequenceEqual(part.Read());
    }

    private int Copy()
    {
        HashSet<int> there = [];
        int added = 0;
        foreach ((string path, PartReader reader) in _sources)
        {
            foreach (PartFile part in reader.Parts())
            {
                int[] lacking = [.. part.Simulations.Where(simulation => !there.Contains(simulation))];
                there.UnionWith(lacking);
                if (path == _output || lacking.Length == 0) continue;
                added += lacking.Length;
                if (lacking.Length == part.Count)
                {
                    AtomicFile.WriteOwn(Path.Combine(_output, Path.GetFileName(part.Path)), part.Read());
                    continue;
                }

                ResultTable rows = reader.Read(part);
                foreach (int simulation in lacking)
                    AtomicFile.WriteOwn(PartFile.Of(_output, simulation).Path, Bytes(rows, simulation));
            }
        }

        return added;
    }

    private byte[] Bytes(ResultTable rows, int simulation) => ParquetTable.Write(rows.OfSimulation(simulation),
        PartFile.Of("", simulation).Seal(_document.Fingerprint));

    // Who did what is known of the joined run too.
    private void CopyWriters()
    {
        foreach ((string path, _) in _sources.Where(source => source.Path != _output))
        {
            string folder = Path.Combine(path, RunWriter.Folder);
            if (!Directory.Exists(folder)) continue;
            foreach (string file in Directory.EnumerateFiles(folder, "*" + RunWriter.Ending))
            {
                string copy = Path.Combine(_output, RunWriter.Folder, Path.GetFileName(file));
                AtomicFile.CreateFolder(Path.GetFullPath(Path.GetDirectoryName(copy)!));
                AtomicFile.TryWriteNew(copy, File.ReadAllBytes(file));
            }
        }
    }
}
