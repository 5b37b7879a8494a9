using System.Text.Encodings.Web;
using System.Text.Json;

namespace MomentsDnns.Results;

/// <summary>How JSON is written everywhere: indented, line feeds, only such escapes as JSON itself needs.</summary>
internal static class JsonStyle
{
    /// <summary>The options; those of more than this are made from them.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
