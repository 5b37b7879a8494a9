using MomentsDnns.Models.Onnx;
using MomentsDnns.Propagation.Tracing;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Models.Tests.Onnx;

/// <summary>The derivatives of the conformance suite's networks, by twice going backwards, against central differences.</summary>
public sealed class SuiteTangentTests(ITestOutputHelper output)
{
    private const double Step = 1e-6;

    // The suite takes these at a kink, a jump or the border of the domain, at numbers too large for the step, or at bytes
    // that are no numbers (the last four).
    private static readonly HashSet<string> Singular =
    [
        "test_acosh_example", "test_cast_FLOAT_to_BFLOAT16", "test_elu_example", "test_floor_example", "test_leakyrelu_example",
        "test_pow", "test_reduce_min_default_axes_keepdims_example", "test_round", "test_selu_example", "test_sign", "test_sign_model",
        "test_thresholdedrelu_example", "test_operator_add_broadcast", "test_operator_add_size1_right_broadcast",
        "test_operator_add_size1_singleton_broadcast", "test_operator_addconstant",
    ];

    // What agreed when this was written.
    private const int Least = 705;

    [Fact]
    public void EveryNetworkOfFloatingNumbers_CanBeDifferentiatedTwice()
    {
        Assert.SkipUnless(Directory.Exists(ConformanceTests.Suite), "libonnx-testdata is not installed");
        int right = 0, none = 0;
        List<string> apart = [];
        foreach (string file in Directory.EnumerateFiles(ConformanceTests.Suite, "model.onnx", SearchOption.AllDirectories).Order())
        {
            string folder = Path.GetDirectoryName(file)!, set = Path.Combine(folder, "test_data_set_0");
            OnnxModel model;
            try
            {
                model = OnnxModel.Load(file);
            }
            catch (InvalidDataException)
            {
                continue;
            }

            bool narrow = model.Inputs.Any(input => input.Type == ElementType.BFloat16);
            if (narrow || !Directory.Exists(set) || !model.Inputs.Any(input => input.Type is ElementType.Float32 or ElementType.Float64)) continue;
            using DisposeScope scope = NewDisposeScope();
            switch (IsRight(model, set))
            {
                case true:
                    right++;
                    break;
                case false:
                    apart.Add(Path.GetFileName(folder));
                    break;
                default:
                    none++;
                    break;
            }
        }

        output.WriteLine($"{right} tangents are the difference, {none} outputs depend on no floating input, apart: {string.Join(", ", apart)}");
        Assert.DoesNotContain(apart, name => !Singular.Contains(name));
        Assert.True(right >= Least, $"{right} agree");
    }

    private static bool? IsRight(OnnxModel model, string set)
    {
        using OnnxFunction function = new(model, ScalarType.Float64, BatchStatistics.Running);
        Tensor[] given = [.. ConformanceTests.Files(set, "input").Select(path => ProtoTensor.Parse(path, false).ToTensor(ScalarType.Float64))];
        int at = model.Inputs.ToList().FindIndex(input => input.Type is ElementType.Float32 or ElementType.Float64);
        if (given[at].numel() == 0) return null;
        Tensor x = given[at].detach().requires_grad_();
        Tensor dx = NormalNumbers.Of(ScalarType.Float64, 11, x.shape);
        Tensor? y = Made(x);
        if (y is null || !y.requires_grad) return null;
        Tensor u = zeros_like(y, requires_grad: true);
        Tensor g = autograd.grad([y], [x], [u], create_graph: true)[0];
        Tensor tangent = g.requires_grad ? autograd.grad([g], [u], [dx])[0] : zeros_like(y);
        Tensor ahead = Made(x.detach() + (dx * tensor(Step)))!, behind = Made(x.detach() - (dx * tensor(Step)))!;
        // How many numbers a range has depends on the numbers between which it lies.
        if (!ahead.shape.SequenceEqual(behind.shape)) return null;
        return ((ahead - behind) * tensor(0.5 / Step)).allclose(tangent, 1e-5, 1e-6, equal_nan: true);

        Tensor? Made(Tensor value)
        {
            Dictionary<string, Tensor> inputs = [];
            for (int i = 0; i < model.Inputs.Count; i++) inputs.Add(model.Inputs[i].Name, i == at ? value : given[i]);
            return function.Run(inputs).Values.FirstOrDefault(result => result.is_floating_point());
        }
    }
}
