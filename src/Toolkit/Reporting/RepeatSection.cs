using System.Xml.Linq;
using MomentsDnns.Results;
using MomentsDnns.Results.Options;
using static MomentsDnns.Reporting.Html;

namespace MomentsDnns.Reporting;

/// <summary>What was run, with what, and the command that runs it again.</summary>
internal static class RepeatSection
{
    private static readonly ExperimentConfiguration Default = new();

    /// <summary>Every option; of imported results what is known.</summary>
    public static XElement Configuration(string id, ReportedRun run) =>
        run.Run is { HasConfiguration: false, Imported: { } imported }
        ? Section(id, 3, "Configuration", E("p", null, "The results were imported; their file tells no more than "
            + "this."),
            Table("Configuration", ["option", "value"], new object[][]
            {
                ["topology", imported.Topology.Name], ["norm", imported.Norm.Name],
                    ["residual-depth", imported.ResidualDepth is { } layers ? $"{layers}" : "none"],
                ["recorded depths", $"{imported.Depths.Count}, to {imported.Depths[^1]}"],
            }))
        : run.Run.Probed is { } probed ? Section(id, 3, "Configuration", E("details", null, A("open", "open"),
            E("summary", null, "Every option"), Table("Configuration", ["option", "value"],
            [
                .. ProbedSource.Options(probed)
                    .Select(o => new object[] { o.Option, o.Value.Length > 0 ? o.Value : "none" }),
                ["sites", $"{probed.Sites.Count}"],
            ])))
        : Section(id, 3, "Configuration", E("details", null, A("open", "open"), E("summary", null, "Every option"),
            Table("Configuration", ["option", "value"],
                Options(run.Run).Select(o => new object[] { o.Option, o.Value.Length > 0 ? o.Value : "none" }))));

    /// <summary>The command and the versions.</summary>
    public static XElement Of(string id, ReportedRun run) => Section(id, 3, "How to repeat it", Commands(run),
        Table("Versions", ["software", "version"], new object[][]
        {
            ["moments", run.Versions.Toolkit], ["TorchSharp", run.Versions.TorchSharp], [".NET", run.Versions.DotNet],
        }));

    // Of a training without what it does not ask for: effective ranks, depths, and so on.
    private static IEnumerable<(string Option, string Value)> Options(RunResults run) => ExperimentOptions.All
        .Where(o => run.HasConfiguration && (run.Trained is null || RunCommandLine.IsOfTraining(o)))
        .Select(o => (o.Key, o.Text(run.Configuration) ?? ""))
        .Concat(run.Trained is { } trained ? TrainedSource.Options(trained) : []);

    private static IEnumerable<XElement> Commands(ReportedRun run)
    {
        if (run.Run.Imported is { } imported)
        {
            yield return E("p", null, $"The numbers were read from the file {imported.File} (SHA-256 ",
                E("code", "long", imported.Sha256), "):");
            yield return Command(RunCommandLine.Quoted(["moments", "import", imported.File]));
            yield break;
        }

        if (run.Run.Probed is { TrainedStep: { } step })
        {
            yield return E("p", null, $"The nets of a run of moments train stood so after {step} steps: repeat that "
                + "run, in whose folder steps this one lies.");
            yield break;
        }

        if (run.Run.Probed is { } probed)
        {
            yield return Command(RunCommandLine.Quoted(["moments", "probe",
                .. RunCommandLine.Arguments(probed, run.Run.Simulations.Count)]));
            yield return E("p", "small", $"Simulations: {run.Run.Simulations.Count}. " + (probed.Dataset.Length == 0
                ? $"Input: {probed.DatasetFingerprint}."
                : $"Images: {probed.DatasetFingerprint}; " + (probed.IsOfImageFolder
                    ? "name the path to the folder of that name." : "add --data-dir where they lie elsewhere.")));
            yield break;
        }

        if (run.Run.Trained is { Module: { } module })
        {
            yield return E("p", null, $"The nets are of a module of a program's own ({module}): run that program "
                + "again.");
            yield break;
        }

        ExperimentConfiguration configuration = run.Run.Configuration;
        yield return Command(RunCommandLine.Quoted(run.Run.Trained is { } trained
            ? ["moments", "train", .. RunCommandLine.Arguments(configuration, trained, run.Run.Simulations.Count)]
            : ["moments", "run", .. RunCommandLine.Arguments(configuration, run.Run.Simulations.Count)]));
        yield return E("p", "small", $"Simulations: {run.Run.Simulations.Count}. Options that are not named have "
            + $"their defaults; results go into runs/ and a name made from the options, or where --output says. "
            + $"Images: {configuration.DatasetFingerprint}"
            + (configuration.Dataset == Default.Dataset ? "." : $"; add --data-dir where {configuration.Dataset} lies "
            + "elsewhere, or name the path to the folder of that name."));
    }
}
