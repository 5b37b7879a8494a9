using System.Text.Json.Nodes;
using MomentsDnns.Notebooks.Documents;

namespace MomentsDnns.Notebooks.Outputs;

/// <summary>Outputs as the objects of a notebook's file, fields in the order of their names.</summary>
internal static class OutputJson
{
    private const string Plain = "text/plain", Html = "text/html", Png = "image/png";

    /// <summary>Writes an output.</summary>
    public static JsonNode Write(CellOutput output) => output switch
    {
        StreamOutput stream => new JsonObject
        {
            ["name"] = stream.Name,
            ["output_type"] = "stream",
            ["text"] =
            MultilineText.Split(stream.Text)
        },
        ErrorOutput error => new JsonObject
        {
            ["ename"] = error.Name,
            ["evalue"] = error.Value,
            ["output_type"] = "error",
            ["traceback"] = new JsonArray([.. error.Traceback.Select(l => (JsonNode)l)]),
        },
        DisplayOutput { ExecutionCount: { } count } result => new JsonObject
        {
            ["data"] = Data(result.Data),
            ["execution_count"] = count,
            ["metadata"] = new JsonObject(),
            ["output_type"] = "execute_result",
        },
        DisplayOutput display => new JsonObject
        {
            ["data"] = Data(display.Data),
            ["metadata"] = new JsonObject(),
            ["output_type"] = "display_data"
        },
        _ => throw new ArgumentOutOfRangeException(nameof(output), output, "unknown output"),
    };

    /// <summary>Reads an output; forms that this program does not make are left out.</summary>
    public static CellOutput Read(JsonObject json) => (string)json["output_type"]! switch
    {
        "stream" => new StreamOutput((string)json["name"]!, MultilineText.Join(json["text"])),
        "error" => new ErrorOutput((string)json["ename"]!, (string)json["evalue"]!,
            [.. json["traceback"]!.AsArray().Select(l => (string)l!)]),
        _ => new DisplayOutput(Data(json["data"]!.AsObject()), (int?)json["execution_count"]),
    };

    private static JsonObject Data(MimeBundle data)
    {
        JsonObject json = [];
        if (data.Png is { } png) json[Png] = Convert.ToBase64String(png);
        if (data.Html is { } html) json[Html] = MultilineText.Split(html);
        json[Plain] = MultilineText.Split(data.Text);
        return json;
    }

    private static MimeBundle Data(JsonObject json) => new(MultilineText.Join(json[Plain]))
    {
        Html = json.ContainsKey(Html) ? MultilineText.Join(json[Html]) : null,
        Png = json.ContainsKey(Png) ? Convert.FromBase64String(MultilineText.Join(json[Png]).ReplaceLineEndings(""))
            : null,
    };
}
