using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MomentsDnns.Results.Sharing;

/// <summary>A line behind the first of a file of <c>writers</c>.</summary>
internal sealed record WriterLine
{
    /// <summary>How such lines are written.</summary>
    public static JsonSerializerOptions Style { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A simulation that was finished.</summary>
    public int? Simulation { get; init; }

    /// <summary>How long it took.</summary>
    public double? Seconds { get; init; }

    /// <summary>The end, in universal time, of a process that ended of itself.</summary>
    public DateTime? Ended { get; init; }

    /// <summary>As a line.</summary>
    public string Line() => JsonSerializer.Serialize(this, Style);
}
