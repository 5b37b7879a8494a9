using MomentsDnns.Results.Sharing;

namespace MomentsDnns.Results.Storage;

/// <summary>What must be so before a folder is written as a run.</summary>
internal static class RunOpening
{
    /// <summary>Makes a folder a run of an experiment, or finds that it is one.</summary>
    /// <param name="path">The folder; it is made if need be.</param>
    /// <param name="fresh">The experiment, with today's software.</param>
    /// <param name="repair">Sets damaged files aside.</param>
    /// <param name="concerned">
    /// The simulations that are to be done here: parts that hold none of them are not read; null: all are.
    /// </param>
    /// <param name="isInRun">Whether the folder lies in another run's, as the steps of a training do.</param>
    /// <returns>The experiment as the folder tells it, and what a repair found.</returns>
    /// <exception cref="InvalidDataException">It holds something else, or a file is damaged.</exception>
    /// <exception cref="OutputException">It cannot be written.</exception>
    public static (ExperimentDocument Document, IReadOnlyList<RepairedFile> Repaired) ForWriting(string path,
        ExperimentDocument fresh, bool repair, IReadOnlySet<int>? concerned, bool isInRun)
    {
        string file = Path.Combine(path, ExperimentDocument.FileName);
        bool restores = repair && RunRepair.CanRestore(path, fresh);
        // Before anything is put into a folder that may be none of ours.
        if (!isInRun) RequireWritable(path);
        if (!File.Exists(file) && !restores) RequireNothingElse(path);
        CreateFolder(path);
        foreach (string abandoned in PartFile.Abandoned(path, repair ? WriterLog.LongestSilence : null))
            File.Delete(abandoned);
        IReadOnlyList<RepairedFile> repaired = restores ? RunRepair.Experiment(path) : [];
        // Of several processes that begin a run one makes the file; the others hold theirs against it.
        if (!File.Exists(file)) AtomicFile.TryWriteNew(file, ExperimentJson.Write(fresh));

        ExperimentDocument document = ExperimentJson.Read(file);
        Resumption.Require(path, document, fresh);
        PartReader reader = new(path, document);
        if (repair) repaired = [.. repaired, .. RunRepair.Parts(reader, concerned)];
        else reader.RequireSound(concerned);
        return (document, repaired);
    }

    /// <summary>Refuses what <see cref="ForWriting"/> would refuse, and changes nothing.</summary>
    /// <param name="path">The folder; it need not exist.</param>
    /// <param name="fresh">The experiment, with today's software.</param>
    /// <param name="repair">Whether it will be opened for repair.</param>
    /// <param name="concerned">The simulations that are to be done here; null: all.</param>
    /// <inheritdoc cref="ForWriting" path="/exception"/>
    public static void RequireContinuable(string path, ExperimentDocument fresh, bool repair,
        IReadOnlySet<int>? concerned)
    {
        RequireWritable(path);
        if (repair && RunRepair.CanRestore(path, fresh)) return;
        string file = Path.Combine(path, ExperimentDocument.FileName);
        if (File.Exists(file))
        {
            ExperimentDocument document = ExperimentJson.Read(file);
            Resumption.Require(path, document, fresh);
            if (!repair) new PartReader(path, document).RequireSound(concerned);
        }
        else RequireNothingElse(path);
    }

    private static void RequireWritable(string path)
    {
        if (OutputTarget.OfRun(path) is { } fault) throw new OutputException(path, fault);
    }

    private static void CreateFolder(string path)
    {
        try
        {
            AtomicFile.CreateFolder(Path.GetFullPath(path));
        }
        catch (Exception cause) when (OutputException.IsRaw(cause))
        {
            throw OutputException.Of(path, cause);
        }
    }

    private static void RequireNothingElse(string path)
    {
        if (!Directory.Exists(path)) return;
        string? other = FolderContent.FirstForeign(path, new HashSet<string> { WriterLock.FileName });
        // Another process may have begun it meanwhile.
        if (other is not null && !RunDirectory.IsAt(path))
        {
            throw new InvalidDataException(
                $"{path} is no run and not empty (it holds {other}, and no {ExperimentDocument.FileName}); "
                + "take another output directory");
        }
    }
}
