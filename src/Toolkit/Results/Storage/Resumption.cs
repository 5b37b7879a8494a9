namespace MomentsDnns.Results.Storage;

/// <summary>
/// Whether a run on disk may go on: only with what it was begun with, so that all its simulations have one law and
/// one rounding.
/// </summary>
internal static class Resumption
{
    private const string AnotherDirectory = "take another output directory";

    /// <summary>Refuses a run that the given configuration and software would not continue.</summary>
    /// <param name="path">The run's folder, named in errors.</param>
    /// <param name="there">What the run was begun with.</param>
    /// <param name="here">
    /// What is to be run, and with which software; the .NET runtime may differ, as it does after a security update.
    /// </param>
    /// <exception cref="InvalidDataException">The run is imported, or of another configuration or software.</exception>
    public static void Require(string path, ExperimentDocument there, ExperimentDocument here)
    {
        if (there.Source == RunSource.Imported)
            throw new InvalidDataException($"{path} holds an imported run, which cannot go on; {AnotherDirectory}");
        if (there.Source != here.Source)
        {
            throw new InvalidDataException($"{path} holds a run of {Kind(there)}, not of {Kind(here)}; "
                + AnotherDirectory);
        }

        IReadOnlyList<string> differences = OfExperiment(there, here);
        if (differences.Count > 0)
        {
            throw new InvalidDataException(
                $"{path} holds a run of another configuration: {string.Join("; ", differences)}; "
                + $"{AnotherDirectory}, or the same options to go on with it");
        }

        IReadOnlyList<string> software = OfSoftware(there, here);
        if (software.Count > 0)
        {
            throw new InvalidDataException(
                $"{path} was begun with other software: {string.Join("; ", software)}; "
                + $"{AnotherDirectory}, or the same version to go on with it");
        }
    }

    /// <summary>In what two experiments differ, a text each.</summary>
    public static IReadOnlyList<string> Differences(ExperimentDocument there, ExperimentDocument here) =>
        there.Source != here.Source ? [$"{Kind(there)} there, {Kind(here)} here"]
        : there.Source == RunSource.Imported ? []
        : [.. OfExperiment(there, here), .. OfSoftware(there, here)];

    private static IReadOnlyList<string> OfExperiment(ExperimentDocument there, ExperimentDocument here) =>
        here.Probed is { } probed ? Texts(ProbedSource.Between(there.Probed!, probed))
            : [.. Between(there.Configuration!, here.Configuration!).Select(d => d.ToString()),
                .. here.Trained is { } trained ? Texts(TrainedSource.Between(there.Trained!, trained)) : []];

    private static IReadOnlyList<string> OfSoftware(ExperimentDocument there, ExperimentDocument here) =>
    [
        .. new[]
        {
            (Name: "moments", There: there.Versions.Toolkit, Here: here.Versions.Toolkit),
            (Name: "TorchSharp", There: there.Versions.TorchSharp, Here: here.Versions.TorchSharp),
        }.Where(v => v.There != v.Here).Select(v => $"{v.Name} {v.There} there, {v.Here} here"),
    ];

    private static string Kind(ExperimentDocument document) => document switch
    {
        { Probed: { } probed } => $"the probed network {probed.Model}",
        { Trained: not null } => "nets of moments train",
        _ => "a network of moments run",
    };

    private static IReadOnlyList<string> Texts(IEnumerable<(string Option, string There, string Here)> differences) =>
        [.. differences.Select(d => $"--{d.Option} {d.There} there, {d.Here} here")];

    private static IReadOnlyList<ConfigurationDifference> Between(ExperimentConfiguration before,
        ExperimentConfiguration now) => ConfigurationDifference.Between(before,
            HasSameImages(before, now) ? now with { Dataset = before.Dataset } : now);

    // A folder reached by another path, or by a catalogue name, has another name and the same images.
    private static bool HasSameImages(ExperimentConfiguration a, ExperimentConfiguration b) =>
        a.DatasetFingerprint.Length > 0 && a.DatasetFingerprint == b.DatasetFingerprint;
}
