using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MomentsDnns.Models.Vision;

/// <summary>
/// The safetensors format: eight bytes of a length in little endian, so many bytes of JSON that say of each name its
/// type, shape and place among the bytes behind.
/// </summary>
internal static class SafeTensors
{
    private const int LengthBytes = 8;
    private const string Metadata = "__metadata__";

    /// <summary>The tensors that a file holds.</summary>
    /// <param name="path">The file, named in errors.</param>
    /// <param name="file">Its bytes.</param>
    /// <exception cref="InvalidDataException">It is no such file; the message is one line.</exception>
    public static IReadOnlyList<StoredTensor> Read(string path, byte[] file)
    {
        try
        {
            return ReadHeader(file);
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException or FormatException
            or InvalidDataException or OverflowException or ArgumentException)
        {
            throw new InvalidDataException($"{path} is no safetensors file: {cause.Message.ReplaceLineEndings(" ")}; "
                + "save the weights by safetensors.torch.save_file(model.state_dict(), name)", cause);
        }
    }

    private static List<StoredTensor> ReadHeader(byte[] file)
    {
        if (file.Length < LengthBytes) throw new InvalidDataException("it is shorter than eight bytes");
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(file);
        if (length > (ulong)(file.Length - LengthBytes))
            throw new InvalidDataException($"its header of {length} bytes is longer than the file");
        int data = LengthBytes + (int)length;
        JsonObject header = JsonNode.Parse(file.AsSpan(LengthBytes, (int)length)) as JsonObject
            ?? throw new InvalidDataException("its header is no JSON object");
        List<StoredTensor> found = [];
        foreach ((string name, JsonNode? node) in header)
        {
            if (name == Metadata) continue;
            if (node is not JsonObject entry) throw new InvalidDataException($"its entry {name} is no object");
            string type = Field(entry, "dtype").GetValue<string>();
            if (!StoredTensor.Sizes.TryGetValue(type, out int size))
                throw new InvalidDataException($"{name} is of the type {type}, which is not read");
            long[] shape = [.. Field(entry, "shape").AsArray().Select(d => d!.GetValue<long>())];
            long[] place = [.. Field(entry, "data_offsets").AsArray().Select(d => d!.GetValue<long>())];
            long count = shape.Aggregate(1L, (product, extent) => checked(product * extent));
            if (shape.Any(extent => extent < 0) || place is not [>= 0, _] || place[1] > file.Length - data
                || place[1] - place[0] != checked(count * size))
            {
                throw new InvalidDataException($"the place of {name} does not fit its shape and the file");
            }

            found.Add(new(name, type, shape, file.AsMemory(data + (int)place[0], (int)(place[1] - place[0]))));
        }

        return found;
    }

    private static JsonNode Field(JsonObject entry, string name) =>
        entry[name] ?? throw new InvalidDataException($"an entry has no {name}");
}
