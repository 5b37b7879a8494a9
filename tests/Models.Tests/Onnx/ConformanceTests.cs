using MomentsDnns.Models.Onnx;
using MomentsDnns.Models.Onnx.Format;
using MomentsDnns.Models.Onnx.Operators;
using MomentsDnns.Propagation.Tracing;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Models.Tests.Onnx;

/// <summary>
/// ONNX's own conformance suite (Debian's libonnx-testdata; skipped where it is not installed): what is supported comes
/// out as stated, with the suite's own tolerance; what is not is refused by one line.
/// </summary>
public sealed class ConformanceTests(ITestOutputHelper output)
{
    internal const string Suite = "/usr/share/libonnx-testdata/data";

    // onnx/backend/test/runner: rtol=1e-3, atol=1e-7.
    private const double Relative = 1e-3, Absolute = 1e-7;

    // What passed when this was written; fewer is a fault.
    private const int Least = 910;

    // Dropout drops nothing here, by design; these have the reference's random numbers.
    private static readonly string[] Random =
        ["test_training_dropout", "test_training_dropout_default", "test_training_dropout_default_mask", "test_training_dropout_mask"];

    [Fact]
    public void EveryModel_IsRefusedInOneLineOrRight()
    {
        Assert.SkipUnless(Directory.Exists(Suite), "libonnx-testdata is not installed");
        int all = 0, passed = 0;
        List<string> refused = [], wrong = [];
        foreach (string file in Directory.EnumerateFiles(Suite, "model.onnx", SearchOption.AllDirectories).Order())
        {
            string name = Path.GetFileName(Path.GetDirectoryName(file))!;
            all++;
            if (Random.Contains(name)) continue;
            OnnxModel model;
            try
            {
                model = OnnxModel.Load(file);
            }
            catch (InvalidDataException e)
            {
                bool tells = !e.Message.Contains('\n') && e.Message.Contains("not supported");
                if (tells) refused.Add(e.Message.Split("supported: ")[^1].Split("; export")[0]);
                else wrong.Add($"{name}: {e.Message}");
                continue;
            }

            if (Differs(model, Path.GetDirectoryName(file)!) is { } difference) wrong.Add($"{name}: {difference}");
            else passed++;
        }

        output.WriteLine($"{all} models: {passed} pass, {refused.Count} refused, {wrong.Count} wrong, {Random.Length} left out (random)");
        output.WriteLine($"refused: {string.Join("; ", refused.CountBy(reason => reason).Select(one => $"{one.Value} {one.Key}"))}");
        Assert.Empty(wrong);
        Assert.True(passed >= Least, $"{all} models: {passed} pass");
    }

    private static string? Differs(OnnxModel model, string folder)
    {
        foreach (string set in Directory.EnumerateDirectories(folder, "test_data_set_*"))
        {
            using DisposeScope scope = NewDisposeScope();
            try
            {
                if (DiffersIn(model, set) is { } difference) return difference;
            }
            catch (InvalidDataException e)
            {
                return e.Message;
            }
        }

        return null;
    }

    private static string? DiffersIn(OnnxModel model, string set)
    {
        TensorData[] given = [.. Files(set, "input").Select((file, i) =>
            ProtoTensor.Parse(file, i < model.Inputs.Count && model.Inputs[i].Type == ElementType.BFloat16))];
        TensorData[] expected = [.. Files(set, "output").Select(file => ProtoTensor.Parse(file, set.Contains("to_BFLOAT16")))];
        bool wide = given.Concat(expected).Any(tensor => tensor.Type == ElementType.Float64);
        ScalarType floating = wide ? ScalarType.Float64 : ScalarType.Float32;
        bool trains = model.Nodes.Any(node => node.Attributes.Flag("training_mode"));
        using OnnxFunction function = new(model, floating, trains ? BatchStatistics.Differentiated : BatchStatistics.Running);
        Dictionary<string, Tensor> inputs = [];
        // Of models before version 4 of the format, inputs that are initialized are not given here either.
        if (given.Length < function.Inputs.Count) return $"{given.Length} inputs for {function.Inputs.Count}";
        for (int i = 0; i < function.Inputs.Count; i++) inputs.Add(function.Inputs[i].Name, Declared(given[i].ToTensor(floating), function.Inputs[i]));
        IReadOnlyDictionary<string, Tensor> made = function.Run(inputs);
        for (int i = 0; i < expected.Length; i++)
        {
            Tensor result = made[function.Outputs[i]];
            Tensor reference = expected[i].ToTensor(floating);
            if (!result.shape.SequenceEqual(reference.shape))
                return $"[{string.Join(", ", result.shape)}], not [{string.Join(", ", reference.shape)}]";
            if (result.dtype != reference.dtype) return $"{result.dtype}, not {reference.dtype}";
            result = Rounded(result, expected[i].Type);
            if (!Near(result, reference)) return $"[{Text(result)}], not [{Text(reference)}]";
        }

        return null;
    }

    // Of castlike the suite gives one number for a declared matrix.
    private static Tensor Declared(Tensor given, OnnxInput input) => given.numel() == 1 && input.Dims is { } dims
        && dims.All(dim => dim > 0) ? given.expand([.. dims.Select(dim => dim!.Value)]) : given;

    // Narrow floating types are computed in 32 bits; the reference has rounded them, and cut bfloat16 off.
    private static Tensor Rounded(Tensor result, ElementType type) => type switch
    {
        ElementType.Float16 => result.to_type(ScalarType.Float16).to_type(result.dtype),
        ElementType.BFloat16 => tensor(TensorNumbers.Doubles(result).Select(number => BitConverter.UInt32BitsToSingle(
            BitConverter.SingleToUInt32Bits((float)number) & 0xFFFF0000)).ToArray()).reshape(result.shape),
        _ => result,
    };

    private static bool Near(Tensor result, Tensor reference) => result.is_floating_point()
        ? result.allclose(reference, Relative, Absolute, equal_nan: true)
        : result.eq(reference).all().item<bool>();

    private static string Text(Tensor tensor) => string.Join(", ", TensorNumbers.Doubles(tensor).Take(12));

    internal static IEnumerable<string> Files(string set, string kind) => Directory.EnumerateFiles(set, $"{kind}_*.pb")
        .OrderBy(file => int.Parse(Path.GetFileNameWithoutExtension(file)[(kind.Length + 1)..]));
}
