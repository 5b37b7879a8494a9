using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MomentsDnns.Notebooks.Documents;

/// <summary>
/// JSON as Jupyter's tools write notebooks: an indent of one, nothing escaped that need not be. The platform's own
/// writer escapes more, and would change the files of others.
/// </summary>
internal static class NotebookJson
{
    /// <summary>The text with a line feed at its end, in the order in which the fields are.</summary>
    public static byte[] Write(JsonNode node)
    {
        StringBuilder text = new();
        Write(text, node, 0);
        return Encoding.UTF8.GetBytes(text.Append('\n').ToString());
    }

    private static void Write(StringBuilder text, JsonNode? node, int depth)
    {
        switch (node)
        {
            case JsonObject fields:
                Write(text, '{', '}', fields, depth, field =>
                {
                    Write(text, field.Key);
                    text.Append(": ");
                    Write(text, field.Value, depth + 1);
                });
                break;
            case JsonArray items:
                Write(text, '[', ']', items, depth, item => Write(text, item, depth + 1));
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                Write(text, value.GetValue<string>());
                break;
            default:
                text.Append(node?.ToJsonString() ?? "null"); // numbers as they were written
                break;
        }
    }

    private static void Write<T>(StringBuilder text, char open, char close, IEnumerable<T> items, int depth,
        Action<T> write)
    {
        text.Append(open);
        bool isFirst = true;
        foreach (T item in items)
        {
            text.Append(isFirst ? "\n" : ",\n").Append(' ', depth + 1);
            isFirst = false;
            write(item);
        }

        if (!isFirst) text.Append('\n').Append(' ', depth);
        text.Append(close);
    }

    private static void Write(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (char letter in value)
        {
            _ = letter switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
                _ => text.Append(letter),
            };
        }

        text.Append('"');
    }
}
