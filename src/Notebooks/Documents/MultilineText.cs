using System.Text.Json.Nodes;

namespace MomentsDnns.Notebooks.Documents;

/// <summary>The text of notebooks in files: a string, or a list of its lines that each keep their line feed.</summary>
internal static class MultilineText
{
    /// <summary>The whole text.</summary>
    public static string Join(JsonNode? node) => node switch
    {
        JsonArray lines => string.Concat(lines.Select(l => (string)l!)),
        null => "",
        _ => (string)node!,
    };

    /// <summary>The lines.</summary>
    public static JsonArray Split(string text)
    {
        JsonArray lines = [];
        for (int start = 0; start < text.Length;)
        {
            int end = text.IndexOf('\n', start) is >= 0 and int feed ? feed + 1 : text.Length;
            lines.Add((JsonNode)text[start..end]);
            start = end;
        }

        return lines;
    }
}
