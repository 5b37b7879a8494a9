namespace MomentsDnns.Results.Storage;

/// <summary>An option in which two configurations differ.</summary>
/// <param name="Option">Its name as on the command line, without dashes.</param>
/// <param name="There">Its value in the first.</param>
/// <param name="Here">Its value in the second.</param>
public sealed record ConfigurationDifference(string Option, string There, string Here)
{
    /// <summary>Every option in which they differ, in the order of <c>experiment.json</c>.</summary>
    /// <param name="there">The first configuration.</param>
    /// <param name="here">The second configuration.</param>
    public static IReadOnlyList<ConfigurationDifference> Between(ExperimentConfiguration there, ExperimentConfiguration here)
    {
        OrderedDictionary<string, string> thereValues = ExperimentJson.Flatten(there);
        OrderedDictionary<string, string> hereValues = ExperimentJson.Flatten(here);
        return
        [
            .. thereValues.Keys.Union(hereValues.Keys)
                .Select(path => new ConfigurationDifference(path[(path.LastIndexOf('.') + 1)..],
                    thereValues.GetValueOrDefault(path, "none"), hereValues.GetValueOrDefault(path, "none")))
                .Where(d => d.There != d.Here),
        ];
    }

    /// <summary>Option and both values, such as <c>--width 512 there, 128 here</c>.</summary>
    public override string ToString() =>
        $"{(Option == "dataset-fingerprint" ? "" : "--")}{Option} {Shown(There)} there, {Shown(Here)} here";

    private static string Shown(string value) => value.Length == 0 ? "(empty)" : value;
}
