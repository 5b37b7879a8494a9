using System.Text.Json;
using System.Text.Json.Nodes;
using MomentsDnns.Results.Sharing;

namespace MomentsDnns.Cli.Output;

/// <summary>The states of runs as JSON, for programs.</summary>
internal static class StatusJson
{
    private static readonly JsonSerializerOptions Style = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>The lines of an array, an object for each run.</summary>
    /// <param name="states">The runs.</param>
    public static IReadOnlyList<string> Lines(IEnumerable<RunStatus> states) =>
        new JsonArray([.. states.Select(Of)]).ToJsonString(Style).Split('\n');

    private static JsonNode Of(RunStatus status) => new JsonObject
    {
        ["run"] = status.Run,
        ["wanted"] = status.Wanted,
        ["finished"] = status.Finished.Count,
        ["running"] = status.Running.Count,
        ["missing"] = status.Missing.Count,
        ["finished-ranges"] = IndexRanges.Ranges(status.Finished),
        ["running-ranges"] = IndexRanges.Ranges([.. status.Running.Select(claim => claim.Simulation)]),
        ["missing-ranges"] = IndexRanges.Ranges(status.Missing),
        ["writers"] = new JsonArray([.. status.Running.Select(claim => claim.Writer).DistinctBy(log => log.Name)
            .Select(Of)]),
    };

    private static JsonNode Of(WriterLog log) => new JsonObject
    {
        ["host"] = log.Header.Host,
        ["process"] = log.Header.Process,
        ["job"] = log.Header.Job?.ToString(),
        ["shard"] = log.Header.Shard,
        ["finished"] = log.Finished.Count,
    };
}
