using System.Text.Json;
using System.Text.Json.Serialization;

namespace MomentsDnns.Results.Storage;

/// <summary>A kind of something that users may add to, by its name.</summary>
/// <param name="what">What it is, for errors.</param>
/// <param name="nameOf">The name of one.</param>
/// <param name="find">The one of a name, or null.</param>
/// <param name="all">Every one known.</param>
internal sealed class KindJson<T>(string what, Func<T, string> nameOf, Func<string, T?> find,
    Func<IReadOnlyList<T>> all) : JsonConverter<T>
    where T : class
{
    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string name = reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
        return find(name) ?? throw new JsonException(
            $"the {what} {name} is none of {string.Join(", ", all().Select(nameOf))}; register your own before the "
            + "run is opened");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(nameOf(value));
}
