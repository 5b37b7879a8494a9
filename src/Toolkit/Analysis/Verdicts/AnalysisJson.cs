using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using MomentsDnns.Results;

namespace MomentsDnns.Analysis.Verdicts;

/// <summary>
/// Judged runs as JSON, for programs: field names in lower case with dashes, as in <c>experiment.json</c>.
/// </summary>
public static class AnalysisJson
{
    private static readonly JsonSerializerOptions Options = new(JsonStyle.Options)
    {
        PropertyNamingPolicy = new Naming(),
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(new Naming()) },
        IncludeFields = true, // ranges are tuples
    };

    /// <summary>A list with an element for each run.</summary>
    /// <param name="analyses">The runs' names and what was found.</param>
    public static string Write(IEnumerable<(string Run, RunAnalysis Analysis)> analyses)
    {
        JsonArray list = [];
        foreach ((string run, RunAnalysis analysis) in analyses)
        {
            JsonObject element = new() { ["run"] = run };
            foreach ((string name, JsonNode? value) in JsonSerializer.SerializeToNode(analysis, Options)!.AsObject())
                element[name] = value?.DeepClone();
            list.Add(element);
        }

        return list.ToJsonString(Options);
    }

    private sealed class Naming : JsonNamingPolicy
    {
        // Of a range (Lower, Upper), a tuple, whose members have no names at run time.
        public override string ConvertName(string name) => name switch
        {
            "Item1" => "lower",
            "Item2" => "upper",
            _ => OptionText.FromMember(name),
        };
    }
}
