using System.Globalization;
using System.Text.Json;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis.Sweeps;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Cli.Options;
using MomentsDnns.Limits;
using MomentsDnns.Results;

namespace MomentsDnns.Cli.Sweeps;

/// <summary>
/// A sweep as a file describes it: <c>run</c>, the options that all points share, or <c>train</c> where nets are
/// trained at each; <c>vary</c>, one or two options with
/// their values, listed or <c>{"from": 0.5, "to": 4, "steps": 8}</c>; <c>map</c>, what is drawn: <c>quantity</c>, and
/// <c>depth</c> (the last recorded one by default). Options bear their names on the command line, without dashes.
/// </summary>
internal sealed class SweepFile
{
    private static readonly string[] Sections = ["run", "train", "vary", "map"];
    private static readonly string[] MapFields = ["quantity", "depth", "step"];

    // A sweep is written by hand, or by a program that lists values: each is a run in a folder of its own, and all are
    // planned before any.
    private const int LargestFile = 1 << 20, MostValues = 1000, MostPoints = 10_000;

    private readonly List<string> _shared = [];

    private SweepFile(string path) => Path = path;

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The option that runs along the horizontal axis.</summary>
    public SweepAxis X { get; private set; } = new("", []);

    /// <summary>The other; null where one varies.</summary>
    public SweepAxis? Y { get; private set; }

    /// <summary>Whether nets are trained at each point.</summary>
    public bool Trains { get; private set; }

    /// <summary>What is drawn of each run.</summary>
    public SweepMap Map { get; private set; } = new(Quantity.Chi);

    /// <summary>The options of a point's run, as words of a command line.</summary>
    /// <param name="point">The point.</param>
    public IReadOnlyList<string> Tokens(SweepPoint point) =>
        [.. _shared, .. point.Options.SelectMany(o => new[] { "--" + o.Key, o.Value })];

    /// <summary>A fault of <see cref="Map"/> in the file's words.</summary>
    /// <param name="fault">The fault.</param>
    public static string Text(OptionFault fault) =>
        $"map.{OptionText.FromMember(fault.Option)} {fault.Value} "
        + $"{FaultText.OnCommandLine(fault.Rule, OptionText.FromMember)}; "
        + $"{FaultText.OnCommandLine(fault.Remedy, OptionText.FromMember)}";

    /// <summary>Reads a file.</summary>
    /// <exception cref="UsageException">
    /// It is not there, or not of this form: one line that names the field and the rule.
    /// </exception>
    public static SweepFile Read(string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(RegularFile.ReadText(path, LargestFile),
                new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            SweepFile file = new(path);
            file.Read(document.RootElement);
            return file;
        }
        catch (FileNotFoundException)
        {
            throw new UsageException($"FILE {path}: there is no such file; name a JSON file with the fields run, vary "
                + "and map");
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"FILE {cause.Message}");
        }
        catch (JsonException cause)
        {
            throw new UsageException($"FILE {path}: it is no JSON ({cause.Message.ReplaceLineEndings(" ")}); mend it");
        }
    }

    private void Read(JsonElement root)
    {
        RequireObject(root, "the file");
        foreach (JsonProperty section in root.EnumerateObject())
        {
            if (!Sections.Contains(section.Name))
                throw Fault(section.Name, $"is no field of a sweep; take {string.Join(", ", Sections)}");
        }

        Trains = root.TryGetProperty("train", out JsonElement run);
        if (Trains) Map = new(TrainingQuantities.TrainingAccuracy);
        if (Trains && root.TryGetProperty("run", out _))
            throw Fault("train", "stands beside run; a sweep measures or trains, leave one of them out");
        if (Trains || root.TryGetProperty("run", out run))
        {
            RequireObject(run, Trains ? "train" : "run");
            foreach (JsonProperty option in run.EnumerateObject())
                _shared.AddRange(["--" + option.Name, Scalar(option.Value, option.Name)]);
        }

        if (!root.TryGetProperty("vary", out JsonElement vary))
            throw Fault("vary", "is missing; name one or two options with their values");
        RequireObject(vary, "vary");
        SweepAxis[] varied = [.. vary.EnumerateObject().Select(option => new SweepAxis(option.Name, ValuesOf(option)))];
        if (varied.Length is not (1 or 2))
            throw Fault("vary", $"names {varied.Length} options; a sweep varies one or two");
        int points = varied.Aggregate(1, (product, option) => product * option.Values.Count); // 1000 x 1000 at most
        if (points > MostPoints)
        {
            throw Fault("vary", $"makes {points} points, each a run in a folder of its own; make {MostPoints} or "
                + "fewer");
        }
        foreach (SweepAxis option in varied.Where(o => _shared.Contains("--" + o.Option)))
            throw Fault(option.Option, "is in run and in vary; leave it out of one");
        (X, Y) = (varied[0], varied.ElementAtOrDefault(1));
        if (root.TryGetProperty("map", out JsonElement map)) ReadMap(map);
    }

    private void ReadMap(JsonElement map)
    {
        RequireObject(map, "map");
        foreach (JsonProperty field in map.EnumerateObject())
        {
            if (!MapFields.Contains(field.Name))
                throw Fault($"map.{field.Name}", $"is no field; take {string.Join(", ", MapFields)}");
        }

        if (map.TryGetProperty("quantity", out JsonElement quantity))
        {
            string name = Scalar(quantity, "map.quantity");
            Map = Map with
            {
                Quantity = QuantityCatalog.Find(name)
                ?? throw Fault($"map.quantity {name}", QuantityCatalog.Rule)
            };
        }

        (string place, string other, int least) = Trains ? ("step", "depth", 0) : ("depth", "step", 1);
        if (map.TryGetProperty(other, out _))
            throw Fault($"map.{other}", $"has no meaning where nets are {(Trains ? "trained" : "measured")}; "
                + $"take map.{place}");
        if (!map.TryGetProperty(place, out JsonElement depth)) return;
        if (depth.ValueKind != JsonValueKind.Number || !depth.TryGetInt32(out int value) || value < least)
            throw Fault($"map.{place}", $"must be a {place}, {least} or more");
        Map = Map with { Depth = value };
    }

    private string[] ValuesOf(JsonProperty option)
    {
        string[] values = option.Value.ValueKind switch
        {
            JsonValueKind.Array when option.Value.GetArrayLength() > MostValues =>
                throw Fault(option.Name, $"has {option.Value.GetArrayLength()} values; list {MostValues} or fewer"),
            JsonValueKind.Array => [.. option.Value.EnumerateArray().Select(v => Scalar(v, option.Name))],
            JsonValueKind.Object => Range(option),
            _ => throw Fault(option.Name, "must be a list of values, or from, to and steps"),
        };
        if (values.Length == 0) throw Fault(option.Name, "has no value; list some");
        if (values.Distinct().Count() < values.Length) throw Fault(option.Name, "has a value twice; list each once");
        return values;
    }

    // So many values at even steps, both ends included.
    private string[] Range(JsonProperty option)
    {
        double Number(string field) =>
            option.Value.TryGetProperty(field, out JsonElement value) && value.ValueKind == JsonValueKind.Number
            ? value.GetDouble()
            : throw Fault($"{option.Name}.{field}", "must be a number: a range has from, to and steps");
        (double from, double to, double steps) = (Number("from"), Number("to"), Number("steps"));
        if (!(steps is >= 2 and <= MostValues) || steps != Math.Floor(steps))
            throw Fault($"{option.Name}.steps", $"must be a whole number from 2 to {MostValues}");
        // Rounded to 12 digits, so that 0.1 steps have short names.
        return [.. Enumerable.Range(0, (int)steps).Select(i =>
            double.Parse((from + ((to - from) * i / (steps - 1))).ToString("G12", CultureInfo.InvariantCulture),
            CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture))];
    }

    private string Scalar(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.GetRawText(),
        _ => throw Fault(name, "must be a text or a number, as on the command line"),
    };

    private void RequireObject(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object) throw Fault(name, "must be a JSON object");
    }

    private UsageException Fault(string field, string rule) => new($"FILE {Path}: {field} {rule}");
}
