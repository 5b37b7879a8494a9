using System.Text.Json;
using System.Text.Json.Serialization;

namespace MomentsDnns.Analysis.Verdicts;

/// <summary>Writes what is known by its name as that name.</summary>
internal sealed class NameConverter<T> : JsonConverter<T>
{
    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("JSON is written, not read");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value!.ToString());
}
