using MomentsDnns.Results.Options;

namespace MomentsDnns.Results.Storage;

/// <summary>An option in which two configurations differ.</summary>
/// <param name="Option">Its name as on the command line, without dashes.</param>
/// <param name="There">Its value in the first.</param>
/// <param name="Here">Its value in the second.</param>
public sealed record ConfigurationDifference(string Option, string There, string Here)
{
    private const string None = "none";

    /// <summary>Every option in which they differ, in the order of <c>experiment.json</c>.</summary>
    /// <param name="there">The first configuration.</param>
    /// <param name="here">The second configuration.</param>
    public static IReadOnlyList<ConfigurationDifference> Between(ExperimentConfiguration there,
        ExperimentConfiguration here) =>
    [
        .. ExperimentOptions.All.Select(o => new ConfigurationDifference(o.Key, o.Text(there) ?? None, o.Text(here)
        ?? None))
            .Where(d => d.There != d.Here),
    ];

    /// <summary>Option and both values, such as <c>--width 512 there, 128 here</c>.</summary>
    public override string ToString() =>
        $"{(IsOfCommandLine ? "--" : "")}{Option} {Shown(There)} there, {Shown(Here)} here";

    private bool IsOfCommandLine =>
        Option != ExperimentOptions.Find(nameof(ExperimentConfiguration.DatasetFingerprint))!.Key;

    private static string Shown(string value) => value.Length == 0 ? "(empty)" : value;
}
