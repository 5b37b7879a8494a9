using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using MomentsDnns.Architectures.Activations;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Limits;
using MomentsDnns.Results.Options;

namespace MomentsDnns.Results.Storage;

/// <summary>
/// Reads and writes <c>experiment.json</c>. Fields bear the names of the command line's options; a field that is
/// missing or unknown is an error, since a configuration half understood is another configuration.
/// </summary>
internal static class ExperimentJson
{
    private static readonly JsonSerializerOptions Options = new(JsonStyle.Options)
    {
        PropertyNamingPolicy = new OptionNaming(),
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { RemoveComputed } },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        Converters =
        {
            new KindJson<ActivationKind>("activation", kind => kind.Name, ActivationCatalog.Find,
                () => ActivationCatalog.All),
            new KindJson<Topology>("topology", kind => kind.Name, TopologyCatalog.Find, () => TopologyCatalog.All),
            new KindJson<NormKind>("norm", kind => kind.Name, NormCatalog.Find, () => NormCatalog.All),
            new KindJson<InitializationKind>("init", kind => kind.Name, InitializationCatalog.Find,
                () => InitializationCatalog.All),
            new JsonStringEnumConverter(new OptionNaming(), allowIntegerValues: false),
        },
    };

    // What this program writes has a few KB, with the depths of an imported run some more.
    private const int LargestFile = 1 << 24;

    /// <summary>The document as indented UTF-8 text with a line feed at its end, and with its checksum.</summary>
    public static byte[] Write(ExperimentDocument document)
    {
        JsonObject written = Fields(document);
        written[ExperimentFingerprint.ChecksumField] = ExperimentFingerprint.Checksum(written);
        return [.. JsonSerializer.SerializeToUtf8Bytes(written, Options), (byte)'\n'];
    }

    /// <summary>The fingerprint that a document has once it is written.</summary>
    public static string Fingerprint(ExperimentDocument document) => ExperimentFingerprint.Of(Fields(document));

    /// <summary>Reads a document.</summary>
    /// <param name="path">The file, named in errors.</param>
    /// <exception cref="InvalidDataException">It is no sound document.</exception>
    public static ExperimentDocument Read(string path)
    {
        byte[] text = RegularFile.Read(path, LargestFile);
        try
        {
            UniqueNames.Require(WithoutMark(text));
            JsonObject found = JsonNode.Parse(WithoutMark(text)) as JsonObject
                ?? throw new InvalidDataException("it holds no JSON object");
            JsonObject written = (JsonObject)found.DeepClone();
            int format = Format(found);
            if (format == ExperimentDocument.FirstFormat) AddLaterOptions(found);
            if (format < ExperimentDocument.FirstWithProbes) found.TryAdd("probed", null);
            if (format < ExperimentDocument.FirstWithInputs && found["probed"] is JsonObject probed)
                AddToProbe(probed, "signal-at", "inputs");
            if (format < ExperimentDocument.FirstWithTraining) AddTraining(found);
            string? checksum = format < ExperimentDocument.FirstWithChecksums ? null : TakeChecksum(found);
            RequireSameFields(Template(), found, "");
            ExperimentDocument document = found.Deserialize<ExperimentDocument>(Options)!;
            RequireSound(document);
            // Last, since what else is wrong says more.
            if (checksum is not null && checksum != ExperimentFingerprint.Checksum(written))
            {
                throw new InvalidDataException("it was changed after it was written, its content does not match its "
                    + "checksum");
            }
            return document with { Fingerprint = ExperimentFingerprint.Of(written) };
        }
        // Of letters that are no Unicode the parser says so by its InvalidOperationException, and only when they are
        // asked for.
        catch (Exception cause) when (cause is JsonException or InvalidDataException or InvalidOperationException)
        {
            string what = cause.Message.ReplaceLineEndings(" ");
            throw new InvalidDataException(
                $"{path} cannot be read: {what}; restore the file, or run again with the run's own options and "
                + "--repair, or take another folder", cause);
        }
    }

    // A document with every section, whose fields are exactly those that a file must have.
    private static JsonObject Template() => Fields(new()
    {
        Configuration = new(),
        Imported = new(),
        Probed = new(),
        Trained = new(),
    });

    private static JsonObject Fields(ExperimentDocument document) =>
        (JsonObject)JsonSerializer.SerializeToNode(document, Options)!;

    // Editors may put a byte order mark before the text.
    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> text) =>
        text.StartsWith(Encoding.UTF8.Preamble) ? text[Encoding.UTF8.Preamble.Length..] : text;

    private static string TakeChecksum(JsonObject found)
    {
        if (found[ExperimentFingerprint.ChecksumField] is not JsonValue value
            || !value.TryGetValue(out string? checksum))
            throw new InvalidDataException($"the field {ExperimentFingerprint.ChecksumField} is missing");
        found.Remove(ExperimentFingerprint.ChecksumField);
        return checksum;
    }

    private static int Format(JsonObject found)
    {
        if (found["format"] is not JsonValue value || !value.TryGetValue(out int format))
            throw new InvalidDataException("the field format is missing");
        if (format is < ExperimentDocument.FirstFormat or > ExperimentDocument.CurrentFormat)
        {
            throw new InvalidDataException(
                $"its format is {format}, this version reads formats {ExperimentDocument.FirstFormat} to "
                + $"{ExperimentDocument.CurrentFormat}");
        }

        return format;
    }

    // What format 1 could not say had the value that is the default today.
    private static void AddLaterOptions(JsonObject found)
    {
        JsonObject configuration = (JsonObject)Template()["configuration"]!;
        string[] later =
            [.. ExperimentOptions.All.Where(option => !option.IsInFirstFormat).Select(option => option.Key)];
        if (found["configuration"] is not JsonObject run) return;
        Add(configuration, run);
        if (run["network"] is JsonObject network) Add((JsonObject)configuration["network"]!, network);

        void Add(JsonObject usual, JsonObject section)
        {
            foreach (string name in later.Where(usual.ContainsKey)) section.TryAdd(name, usual[name]?.DeepClone());
        }
    }

    // What format 4 could not say of a probe: the signal began at the input, and nothing else entered.
    private static void AddToProbe(JsonObject probed, params string[] names)
    {
        JsonObject usual = (JsonObject)Template()["probed"]!;
        foreach (string name in names) probed.TryAdd(name, usual[name]?.DeepClone());
    }

    // What format 5 could not say: no net was trained.
    private static void AddTraining(JsonObject found)
    {
        found.TryAdd("trained", null);
        if (found["probed"] is JsonObject probed) AddToProbe(probed, "trained-step");
    }

    private static void RequireSameFields(JsonObject template, JsonObject found, string section)
    {
        foreach ((string name, JsonNode? value) in template)
        {
            if (!found.ContainsKey(name)) throw new InvalidDataException($"the field {section}{name} is missing");
            if (value is JsonObject inner && found[name] is JsonObject foundInner)
                RequireSameFields(inner, foundInner, $"{section}{name}.");
        }

        foreach ((string name, _) in found)
        {
            if (!template.ContainsKey(name)) throw new InvalidDataException($"the field {section}{name} is unknown");
        }
    }

    private static void RequireSound(ExperimentDocument document)
    {
        bool isImported = document.Source == RunSource.Imported;
        if (isImported != document.Imported is not null)
        {
            throw new InvalidDataException($"its source is {OptionText.Of(document.Source)}, which the field imported "
                + "belies");
        }
        if (document.Source == RunSource.Probed != document.Probed is not null)
        {
            throw new InvalidDataException($"its source is {OptionText.Of(document.Source)}, which the field probed "
                + "belies");
        }
        if (document.Source == RunSource.Trained != document.Trained is not null)
        {
            throw new InvalidDataException($"its source is {OptionText.Of(document.Source)}, which the field trained "
                + "belies");
        }
        bool mustBeKnown = document.Imported?.ConfigurationIsDeclared ?? document.Probed is null;
        if (mustBeKnown != document.Configuration is not null)
        {
            throw new InvalidDataException($"its configuration is "
                + $"{(mustBeKnown ? "missing" : "given, but not declared")}");
        }
        IReadOnlyList<OptionFault> faults = document.Configuration?.ValidateRecorded() ?? [];
        if (faults.Count > 0)
            throw new InvalidDataException(string.Join("; ", faults.Select(fault => fault.OnCommandLine())));
        if (document.Imported is { } imported && !IsAscendingFrom(1, imported.Depths))
            throw new InvalidDataException("imported.depths must be positive and ascending");
        if (document.Trained is { } trained && !(IsAscendingFrom(0, trained.RecordedSteps)
            && (trained.ProbedSteps.Count == 0 || IsAscendingFrom(0, trained.ProbedSteps))))
            throw new InvalidDataException("trained.recorded-steps and probed-steps must be 0 or more and ascending");
        if (document.Probed is { Sites.Count: 0 }) throw new InvalidDataException("probed.sites must hold a site");
    }

    // What follows from other fields (recorded depths, say) is not written: it could only contradict them.
    private static void RemoveComputed(JsonTypeInfo type)
    {
        foreach (JsonPropertyInfo property in type.Properties.Where(p => p.Set is null).ToList())
            type.Properties.Remove(property);
    }

    private static bool IsAscendingFrom(int least, IReadOnlyList<int> depths) =>
        depths.Count > 0 && depths[0] >= least && depths.Zip(depths.Skip(1)).All(pair => pair.First < pair.Second);

    private sealed class OptionNaming : JsonNamingPolicy
    {
        public override string ConvertName(string name) => name switch
        {
            "TorchSharp" => "torchsharp",
            "DotNet" => "dotnet",
            _ => ExperimentOptions.Find(name)?.Key ?? OptionText.FromMember(name),
        };
    }
}
