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
    /// <param name="configuration">What is to be run.</param>
    /// <param name="versions">
    /// With which software; the .NET runtime may differ, as it does after a security update.
    /// </param>
    /// <exception cref="InvalidDataException">The run is imported, or of another configuration or software.</exception>
    public static void Require(string path, ExperimentDocument there, ExperimentConfiguration configuration,
        RunVersions versions)
    {
        if (there.Source == RunSource.Imported)
            throw new InvalidDataException($"{path} holds an imported run, which cannot go on; {AnotherDirectory}");
        ExperimentConfiguration before = there.Configuration!;
        IReadOnlyList<ConfigurationDifference> differences =
            ConfigurationDifference.Between(before, HasSameImages(before, configuration)
                ? configuration with { Dataset = before.Dataset }
                : configuration);
        if (differences.Count > 0)
        {
            throw new InvalidDataException(
                $"{path} holds a run of another configuration: {string.Join("; ", differences)}; "
                + $"{AnotherDirectory}, or the same options to go on with it");
        }

        string[] software =
        [
            .. new[]
            {
                (Name: "moments", There: there.Versions.Toolkit, Here: versions.Toolkit),
                (Name: "TorchSharp", There: there.Versions.TorchSharp, Here: versions.TorchSharp),
            }.Where(v => v.There != v.Here).Select(v => $"{v.Name} {v.There} there, {v.Here} here"),
        ];
        if (software.Length > 0)
        {
            throw new InvalidDataException(
                $"{path} was begun with other software: {string.Join("; ", software)}; "
                + $"{AnotherDirectory}, or the same version to go on with it");
        }
    }

    // A folder reached by another path, or by a catalogue name, has another name and the same images.
    private static bool HasSameImages(ExperimentConfiguration a, ExperimentConfiguration b) =>
        a.DatasetFingerprint.Length > 0 && a.DatasetFingerprint == b.DatasetFingerprint;
}
