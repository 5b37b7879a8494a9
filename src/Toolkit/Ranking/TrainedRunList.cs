using MomentsDnns.Datasets;
using MomentsDnns.Limits;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Ranking;

/// <summary>
/// The runs of trainings in a folder, and in the folders in it, as networks of a ranking: each by its folder's name,
/// with the mean held-out accuracy of its nets.
/// </summary>
public sealed class TrainedRunList
{
    private const int DeepestFolder = 16;

    // What tells the task; runs that differ in it have accuracies that cannot be compared.
    private static readonly string[] Tasks = ["classes", "label-fingerprint"];

    // Decided by other options, or of no influence on what is reached.
    private static readonly string[] Passed =
        ["classes", "label-fingerprint", "judged-images", "records", "probe-steps", "probe-images", "noise-levels"];

    private TrainedRunList(string folder, IReadOnlyList<TrainedRun> runs, int others) =>
        (Folder, Runs, Others) = (folder, runs, others);

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>The runs, by name.</summary>
    public IReadOnlyList<TrainedRun> Runs { get; }

    /// <summary>
    /// Runs of other kinds that lie there too, and are passed over: those of no training, and those of modules of a
    /// program's own, whose nets that program alone can make.
    /// </summary>
    public int Others { get; }

    /// <summary>The name of the images that the runs were trained on.</summary>
    public string Dataset => Runs[0].Nets.Configuration.Dataset;

    /// <summary>
    /// The options of the training that differ between runs, each with its values: their accuracies were not reached by
    /// one budget.
    /// </summary>
    public IReadOnlyList<(string Option, IReadOnlyList<string> Values)> Differences =>
        [.. Differing(run => run.Training).Where(d => !Passed.Contains(d.Option))];

    /// <summary>Reads the runs of a folder; what is in a run's own folder is no further run.</summary>
    /// <param name="folder">The folder, or that of one run.</param>
    /// <exception cref="InvalidDataException">A file of a run is damaged; one line.</exception>
    /// <exception cref="IOException">A folder cannot be read.</exception>
    public static TrainedRunList Read(string folder)
    {
        List<TrainedRun> runs = [];
        int others = 0;
        foreach (string path in RunsIn(folder, 0))
        {
            using RunDirectory run = RunDirectory.Open(path);
            string within = Path.GetRelativePath(folder, path).Replace('\\', '/');
            string name = within == "." ? Path.GetFileName(Path.GetFullPath(path).TrimEnd('/', '\\')) : within;
            if (run.Trained is { Module: null }) runs.Add(TrainedRun.Of(name, run));
            else others++;
        }

        return new(folder, [.. runs.OrderBy(run => run.Name, StringComparer.Ordinal)], others);
    }

    /// <summary>Why the runs cannot be ranked, a line each; empty where they can.</summary>
    public IReadOnlyList<string> Validate()
    {
        if (Runs.Count == 0)
        {
            return [$"{Folder}: holds no run of moments train, nor do the folders in it; name a folder of such runs, "
                + "as moments sweep makes it of a file with train"];
        }

        List<string> lines = [];
        string[] unfinished = [.. Runs.Where(run => run.Finished.Count == 0).Select(run => run.Name)];
        if (unfinished.Length > 0)
        {
            lines.Add($"{Folder}: {unfinished.Length} of {Runs.Count} runs have no finished net "
                + $"({ShortText.Of(string.Join(", ", unfinished))}); finish them by the commands that began them, or "
                + "move them away");
        }

        IEnumerable<(string, IReadOnlyList<string>)> tasks = Differing(run =>
            [("dataset-fingerprint", run.Nets.Configuration.DatasetFingerprint), .. run.Training]);
        foreach ((string option, IReadOnlyList<string> values) in tasks
            .Where(d => d.Item1 == "dataset-fingerprint" || Tasks.Contains(d.Item1)).Take(1))
        {
            lines.Add($"{Folder}: its runs were trained on {values.Count} tasks ({option} "
                + $"{ShortText.Of(string.Join(", ", values))}), whose accuracies do not compare; name a folder of runs "
                + "of one");
        }

        return lines;
    }

    /// <summary>Why images are not those of the runs; null where they are.</summary>
    /// <param name="images">The images.</param>
    public string? Validate(ILabelledDataset images) =>
        images.Fingerprint == Runs[0].Nets.Configuration.DatasetFingerprint
            && images.LabelFingerprint == Runs[0].Nets.Trained.LabelFingerprint ? null
            : $"{Folder}: its runs were trained on other images, or labels, of {Dataset} than those found; set "
                + "--dataset or --data-dir to their own";

    /// <summary>The networks.</summary>
    /// <param name="images">The images that they were trained on.</param>
    public IReadOnlyList<RankedNetwork> Networks(ILabelledDataset images) =>
        [.. Runs.Select(run => run.Network(images))];

    private IEnumerable<(string Option, IReadOnlyList<string> Values)> Differing(
        Func<TrainedRun, IEnumerable<(string Option, string Value)>> options) =>
        from told in Runs.SelectMany(options)
        group told.Value by told.Option into values
        where values.Distinct().Count() > 1
        select (values.Key, (IReadOnlyList<string>)[.. values.Distinct().Order(StringComparer.Ordinal)]);

    // Links are not followed: they may lead back.
    private static IEnumerable<string> RunsIn(string folder, int depth)
    {
        if (RunDirectory.IsAt(folder)) return [folder];
        return depth == DeepestFolder ? [] : new DirectoryInfo(folder).EnumerateDirectories()
            .Where(inner => inner.LinkTarget is null && !inner.Name.StartsWith('.'))
            .SelectMany(inner => RunsIn(Path.Combine(folder, inner.Name), depth + 1));
    }
}
