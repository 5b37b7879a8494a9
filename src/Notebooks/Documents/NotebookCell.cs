using System.Text.Json.Nodes;
using MomentsDnns.Notebooks.Outputs;

namespace MomentsDnns.Notebooks.Documents;

/// <summary>A cell of a notebook: a view of its JSON object, which keeps whatever else that holds.</summary>
public sealed class NotebookCell
{
    private readonly JsonObject _json;

    internal NotebookCell(JsonObject json, int? number) => (_json, Number) = (json, number);

    /// <summary>
    /// The place among the code cells, from 1: what a front end shows as [1] after a run from top to bottom. Null for
    /// other cells.
    /// </summary>
    public int? Number { get; }

    /// <summary>The cell's name in the file.</summary>
    public string Id => (string)_json["id"]!;

    /// <summary>What it holds.</summary>
    public CellKind Kind => (string)_json["cell_type"]! switch
    {
        "code" => CellKind.Code,
        "markdown" => CellKind.Markdown,
        _ => CellKind.Raw,
    };

    /// <summary>Its text.</summary>
    public string Source => MultilineText.Join(_json["source"]);

    /// <summary>The place in the order of execution; null where it has not run.</summary>
    public int? ExecutionCount => (int?)_json["execution_count"];

    /// <summary>The seconds that its last run took; null where it has not run.</summary>
    public double? Seconds => (double?)_json["metadata"]?["moments"]?["seconds"];

    /// <summary>What its last run left, in order.</summary>
    public IReadOnlyList<CellOutput> Outputs =>
        _json["outputs"] is JsonArray outputs ? [.. outputs.Select(o => OutputJson.Read(o!.AsObject()))] : [];

    /// <summary>Keeps what a run left.</summary>
    /// <param name="count">The place in the order of execution.</param>
    /// <param name="outputs">The outputs.</param>
    /// <param name="elapsed">How long it took.</param>
    public void SetResult(int count, IEnumerable<CellOutput> outputs, TimeSpan elapsed)
    {
        _json["execution_count"] = count;
        _json["outputs"] = new JsonArray([.. outputs.Select(OutputJson.Write)]);
        NotebookDocument.Own(_json)["seconds"] = Math.Round(elapsed.TotalSeconds, 2);
    }

    /// <summary>Forgets what a run left.</summary>
    public void ClearResult()
    {
        _json["execution_count"] = null;
        _json["outputs"] = new JsonArray();
        (_json["metadata"]?["moments"] as JsonObject)?.Remove("seconds");
    }
}
