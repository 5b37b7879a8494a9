using System.Text.Json;
using System.Text.Json.Serialization;
using MomentsDnns.Architectures.Activations;

namespace MomentsDnns.Results.Storage;

/// <summary>An activation by its name.</summary>
internal sealed class ActivationJson : JsonConverter<ActivationKind>
{
    /// <inheritdoc/>
    public override ActivationKind Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string name = reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
        return ActivationCatalog.Find(name) ?? throw new JsonException(
            $"the activation {name} is none of {string.Join(", ", ActivationCatalog.All.Select(a => a.Name))}; "
            + "register your own before the run is opened");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ActivationKind value, JsonSerializerOptions options) => writer.WriteStringValue(value.Name);
}
