using System.Buffers;
using System.Globalization;
using System.IO.Hashing;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MomentsDnns.Results.Storage;

/// <summary>
/// What a JSON text says, whatever way it is written: without white space, the names of an object in ordinal order,
/// numbers as the shortest that read back equal, characters escaped alike.
/// </summary>
internal static class CanonicalJson
{
    /// <summary>
    /// The hash (XXH3, 128 bits) of the canonical text in UTF-8, as 32 lower-case hexadecimal digits.
    /// </summary>
    /// <param name="node">What was read, or is to be written.</param>
    public static string Hash(JsonNode node)
    {
        ArrayBufferWriter<byte> text = new();
        using (Utf8JsonWriter writer = new(text)) Write(writer, node);
        return Convert.ToHexStringLower(XxHash128.Hash(text.WrittenSpan));
    }

    private static void Write(Utf8JsonWriter writer, JsonNode? node)
    {
        switch (node)
        {
            case null:
                writer.WriteNullValue();
                break;
            case JsonObject section:
                writer.WriteStartObject();
                foreach ((string name, JsonNode? value) in section.OrderBy(f => f.Key, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(name);
                    Write(writer, value);
                }

                writer.WriteEndObject();
                break;
            case JsonArray items:
                writer.WriteStartArray();
                foreach (JsonNode? item in items) Write(writer, item);
                writer.WriteEndArray();
                break;
            default:
                WriteValue(writer, node);
                break;
        }
    }

    private static void WriteValue(Utf8JsonWriter writer, JsonNode value)
    {
        if (value.GetValueKind() == JsonValueKind.Number) writer.WriteRawValue(Number(value.ToJsonString()));
        else value.WriteTo(writer);
    }

    // Integers keep their digits: a seed has more than a double holds.
    private static string Number(string written) => written.All(c => char.IsAsciiDigit(c) || c == '-')
        ? written
        : double.Parse(written, CultureInfo.InvariantCulture) is var number && double.IsFinite(number)
            ? number.ToString("R", CultureInfo.InvariantCulture)
            : written;
}
