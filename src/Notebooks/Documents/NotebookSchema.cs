using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MomentsDnns.Notebooks.Documents;

/// <summary>
/// The rules of nbformat 4.5 as its public specification gives them: which fields there are, which must be, and of what
/// kind.
/// </summary>
public static partial class NotebookSchema
{
    private static readonly string[] Root = ["cells", "metadata", "nbformat", "nbformat_minor"];
    private static readonly string[] Text = ["cell_type", "id", "metadata", "source"];
    private static readonly string[] Code = [.. Text, "execution_count", "outputs"];

    private static readonly Dictionary<string, string[]> OutputFields = new()
    {
        ["stream"] = ["name", "output_type", "text"],
        ["display_data"] = ["data", "metadata", "output_type"],
        ["execute_result"] = ["data", "execution_count", "metadata", "output_type"],
        ["error"] = ["ename", "evalue", "output_type", "traceback"],
    };

    /// <summary>
    /// What breaks the rules, each with its place such as <c>cells[3].outputs[0].data</c>; empty for a sound notebook.
    /// </summary>
    /// <param name="notebook">A file's content.</param>
    public static IReadOnlyList<string> Faults(JsonNode? notebook)
    {
        List<string> faults = [];
        if (notebook is not JsonObject root) return ["it is no JSON object"];
        RequireFields(root, "", Root, [], faults);
        if (!IsWhole(root["nbformat"], out int major) || major != 4) faults.Add("nbformat is not 4");
        if (!IsWhole(root["nbformat_minor"], out int minor) || minor < 5) faults.Add("nbformat_minor is below 5");
        CheckMetadata(root["metadata"], faults);
        if (root["cells"] is not JsonArray cells)
        {
            faults.Add("cells is no list");
            return faults;
        }

        HashSet<string> ids = [];
        for (int i = 0; i < cells.Count; i++) CheckCell(cells[i], $"cells[{i}]", ids, faults);
        return faults;
    }

    private static void CheckMetadata(JsonNode? metadata, List<string> faults)
    {
        if (metadata is not JsonObject fields)
        {
            faults.Add("metadata is no object");
            return;
        }

        RequireNames(fields["kernelspec"], "metadata.kernelspec", ["name", "display_name"], faults);
        RequireNames(fields["language_info"], "metadata.language_info", ["name"], faults);
        if (fields["title"] is { } title && !IsText(title)) faults.Add("metadata.title is no text");
        if (fields["authors"] is { } authors and not JsonArray)
            faults.Add($"metadata.authors is no list but {authors.GetValueKind()}");
    }

    private static void RequireNames(JsonNode? section, string place, string[] names, List<string> faults)
    {
        if (section is null) return;
        foreach (string name in names.Where(name => (section as JsonObject)?[name] is not { } value || !IsText(value)))
            faults.Add($"{place}.{name} is no text");
    }

    private static void CheckCell(JsonNode? node, string place, HashSet<string> ids, List<string> faults)
    {
        if (node is not JsonObject cell)
        {
            faults.Add($"{place} is no object");
            return;
        }

        string type = IsText(cell["cell_type"]) ? (string)cell["cell_type"]! : "";
        if (type is not ("code" or "markdown" or "raw"))
        {
            faults.Add($"{place}.cell_type is none of code, markdown, raw");
            return;
        }

        RequireFields(cell, place + ".", type == "code" ? Code : Text, type == "code" ? [] : ["attachments"], faults);
        string id = IsText(cell["id"]) ? (string)cell["id"]! : "";
        if (!CellId().IsMatch(id)) faults.Add($"{place}.id is not of 1 to 64 letters, digits, - and _");
        else if (!ids.Add(id)) faults.Add($"{place}.id {id} is another cell's too");
        if (cell["metadata"] is not JsonObject) faults.Add($"{place}.metadata is no object");
        if (!IsMultiline(cell["source"])) faults.Add($"{place}.source is neither a text nor a list of texts");
        if (type != "code") return;
        if (!IsCount(cell["execution_count"]))
            faults.Add($"{place}.execution_count is neither null nor a whole number from 0");
        if (cell["outputs"] is not JsonArray outputs) faults.Add($"{place}.outputs is no list");
        else for (int i = 0; i < outputs.Count; i++) CheckOutput(outputs[i], $"{place}.outputs[{i}]", faults);
    }

    private static void CheckOutput(JsonNode? node, string place, List<string> faults)
    {
        string type = node is JsonObject && IsText(node["output_type"]) ? (string)node["output_type"]! : "";
        if (node is not JsonObject output || !OutputFields.TryGetValue(type, out string[]? fields))
        {
            faults.Add($"{place}.output_type is none of {string.Join(", ", OutputFields.Keys)}");
            return;
        }

        RequireFields(output, place + ".", fields, [], faults);
        if (fields.Contains("data")) CheckData(output["data"], place + ".data", faults);
        if (fields.Contains("metadata") && output["metadata"] is not JsonObject)
            faults.Add($"{place}.metadata is no object");
        if (fields.Contains("execution_count") && !IsCount(output["execution_count"]))
            faults.Add($"{place}.execution_count is neither null nor a whole number from 0");
        foreach (string name in fields.Intersect(["name", "ename", "evalue"]).Where(name => !IsText(output[name])))
            faults.Add($"{place}.{name} is no text");
        if (fields.Contains("text") && !IsMultiline(output["text"]))
            faults.Add($"{place}.text is neither a text nor a list of texts");
        if (fields.Contains("traceback") && !(output["traceback"] is JsonArray lines && lines.All(IsText)))
            faults.Add($"{place}.traceback is no list of texts");
    }

    private static void CheckData(JsonNode? node, string place, List<string> faults)
    {
        if (node is not JsonObject data)
        {
            faults.Add($"{place} is no object");
            return;
        }

        foreach ((string mime, JsonNode? value) in data)
        {
            bool isJson = mime.StartsWith("application/", StringComparison.Ordinal)
                && mime.EndsWith("json", StringComparison.Ordinal);
            if (!isJson && !IsMultiline(value)) faults.Add($"{place}.{mime} is neither a text nor a list of texts");
        }
    }

    private static void RequireFields(JsonObject found, string prefix, string[] required, string[] optional,
        List<string> faults)
    {
        faults.AddRange(required.Where(name => !found.ContainsKey(name)).Select(name => $"{prefix}{name} is missing"));
        faults.AddRange(found.Select(f => f.Key).Where(name => !required.Contains(name) && !optional.Contains(name))
            .Select(name => $"{prefix}{name} is no field of nbformat 4.5"));
    }

    private static bool IsText(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.String;

    private static bool IsMultiline(JsonNode? node) => IsText(node) || (node is JsonArray lines && lines.All(IsText));

    private static bool IsCount(JsonNode? node) => node is null || (IsWhole(node, out int count) && count >= 0);

    private static bool IsWhole(JsonNode? node, out int number)
    {
        number = 0;
        return node is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue(out number);
    }

    [GeneratedRegex("^[a-zA-Z0-9_-]{1,64}$")]
    private static partial Regex CellId();
}
