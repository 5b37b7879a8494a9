using System.Text.Json;
using System.Text.Json.Nodes;
using MomentsDnns.Limits;
using MomentsDnns.Results.Storage;

namespace MomentsDnns.Notebooks.Documents;

/// <summary>
/// A notebook file of nbformat 4.5 or a later 4.x. What this program does not know is kept as it was; the written form
/// is that of Jupyter's own tools (an indent of one, a line feed at the end, text unescaped), so that files differ
/// where their content does.
/// </summary>
public sealed class NotebookDocument
{
    private const string Section = "moments";

    private const int LargestFile = 1 << 26; // 64 MB, figures in outputs included

    private readonly JsonObject _root;

    private NotebookDocument(JsonObject root)
    {
        _root = root;
        int code = 0;
        Cells = [.. root["cells"]!.AsArray().Select(c =>
            new NotebookCell(c!.AsObject(), (string)c["cell_type"]! == "code" ? ++code : null))];
    }

    /// <summary>Every cell, from top to bottom.</summary>
    public IReadOnlyList<NotebookCell> Cells { get; }

    /// <summary>The cells that are run.</summary>
    public IEnumerable<NotebookCell> CodeCells => Cells.Where(c => c.Kind == CellKind.Code);

    /// <summary>
    /// The setting at which the outputs were made, <c>quick</c> or <c>full</c>; null where none is noted.
    /// </summary>
    public string? Setting
    {
        get => Find("setting") is JsonValue value && value.TryGetValue(out string? text) ? text : null;
        set => Own(_root)["setting"] = value;
    }

    /// <summary>A number under <c>metadata.moments.check</c>; null where there is none.</summary>
    /// <param name="name">Its name.</param>
    public double? CheckNumber(string name) =>
        Find("check")?[name] is JsonValue value && value.TryGetValue(out double number) ? number : null;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, named in errors.</param>
    /// <exception cref="InvalidDataException">It is no notebook of nbformat 4.5 or a later 4.x: one line.</exception>
    public static NotebookDocument Read(string path) => Parse(RegularFile.Read(path, LargestFile), path);

    /// <summary>Reads a notebook's text.</summary>
    /// <param name="utf8">The bytes of a file.</param>
    /// <param name="name">What errors name.</param>
    /// <exception cref="InvalidDataException">It is no notebook of nbformat 4.5 or a later 4.x: one line.</exception>
    public static NotebookDocument Parse(ReadOnlySpan<byte> utf8, string name)
    {
        JsonNode? root;
        try
        {
            UniqueNames.Require(utf8);
            root = JsonNode.Parse(utf8);
        }
        catch (JsonException cause)
        {
            throw new InvalidDataException($"{name} cannot be read: it is no JSON "
                + $"({cause.Message.ReplaceLineEndings(" ")}); restore the file", cause);
        }

        IReadOnlyList<string> faults = NotebookSchema.Faults(root);
        return faults.Count == 0
            ? new((JsonObject)root!)
            : throw new InvalidDataException($"{name} cannot be read: "
            + $"{faults[0]}{(faults.Count > 1 ? $" (and {faults.Count - 1} more faults)" : "")}; save it as nbformat "
            + "4.5");
    }

    /// <summary>The file's bytes.</summary>
    public byte[] ToBytes() => NotebookJson.Write(_root);

    /// <summary>Writes the file, which appears whole or not at all.</summary>
    /// <param name="path">The file; its folder is made when missing.</param>
    public void Save(string path) => AtomicFile.Write(path, ToBytes());

    /// <summary>Another one of the same content.</summary>
    public NotebookDocument Copy() => new((JsonObject)_root.DeepClone());

    /// <summary>This program's own section in the metadata of an object of the file, made when missing.</summary>
    internal static JsonObject Own(JsonObject json)
    {
        JsonObject metadata = json["metadata"]!.AsObject();
        if (metadata[Section] is JsonObject own) return own;
        JsonObject made = [];
        metadata[Section] = made;
        return made;
    }

    private JsonNode? Find(string name) => (_root["metadata"]?[Section] as JsonObject)?[name];
}
