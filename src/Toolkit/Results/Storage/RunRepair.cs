namespace MomentsDnns.Results.Storage;

/// <summary>
/// Puts what is damaged in a run out of its way, so that the run can go on and redo it. The caller holds the writer's
/// lock.
/// </summary>
internal static class RunRepair
{
    /// <summary>
    /// Whether <c>experiment.json</c> is damaged or missing, and some part proves that it was of the given experiment.
    /// Where none does, the folder may as well be another run's, or no run.
    /// </summary>
    /// <param name="folder">The run's folder; it need not exist.</param>
    /// <param name="experiment">What the user says was run, with today's software.</param>
    public static bool CanRestore(string folder, ExperimentDocument experiment) =>
        Directory.Exists(folder) && DamageOf(ExperimentPath(folder)) is not null
        && HasPartOf(folder, ExperimentJson.Fingerprint(experiment));

    /// <summary>Sets a damaged <c>experiment.json</c> aside, so that it can be written anew.</summary>
    /// <param name="folder">The run's folder.</param>
    public static IReadOnlyList<RepairedFile> Experiment(string folder)
    {
        string path = ExperimentPath(folder);
        if (DamageOf(path) is not { } reason) return [];
        return [File.Exists(path) ? RepairedFile.SetAside(path, reason) : new(Path.GetFileName(path), null, reason)];
    }

    /// <summary>Sets the damaged parts aside.</summary>
    /// <param name="reader">Knows them.</param>
    /// <param name="concerned">See <see cref="PartReader.Damaged"/>.</param>
    public static IReadOnlyList<RepairedFile> Parts(PartReader reader, IReadOnlySet<int>? concerned) =>
        [.. reader.Damaged(concerned).Select(damaged => RepairedFile.SetAside(damaged.Part.Path, damaged.Reason))];

    private static string ExperimentPath(string folder) => Path.Combine(folder, ExperimentDocument.FileName);

    private static string? DamageOf(string path)
    {
        if (!File.Exists(path)) return "it is missing";
        try
        {
            ExperimentJson.Read(path);
            return null;
        }
        catch (InvalidDataException damage)
        {
            return damage.Message;
        }
    }

    private static bool HasPartOf(string folder, string fingerprint)
    {
        foreach (PartFile part in PartFile.In(folder))
        {
            try
            {
                if (PartSeal.Read(part.Read()) is { } seal && seal.Experiment == fingerprint) return true;
            }
            catch (InvalidDataException)
            {
                // A damaged part proves nothing.
            }
        }

        return false;
    }
}
