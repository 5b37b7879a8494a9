using System.Text.Json;

namespace MomentsDnns.Results.Storage;

/// <summary>
/// Refuses JSON in which an object has a name twice, which one reader takes from the first place and another from the
/// second. .NET's own refusal asks the system's cryptography for a random number, and so ends the process where OpenSSL
/// is not installed.
/// </summary>
public static class UniqueNames
{
    /// <summary>Looks through a text.</summary>
    /// <param name="utf8">The JSON.</param>
    /// <exception cref="JsonException">A name occurs twice, or the text is no JSON.</exception>
    public static void Require(ReadOnlySpan<byte> utf8)
    {
        Utf8JsonReader reader = new(utf8);
        Stack<HashSet<string>> objects = [];
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    objects.Push(new(StringComparer.Ordinal));
                    break;
                case JsonTokenType.EndObject:
                    objects.Pop();
                    break;
                case JsonTokenType.PropertyName when !objects.Peek().Add(reader.GetString()!):
                    throw new JsonException($"the name {reader.GetString()} occurs twice in an object");
            }
        }
    }
}
