using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using MomentsDnns.Models.Onnx;
using MomentsDnns.Models.Onnx.Format;
using MomentsDnns.Propagation.Tracing;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Models.Tests.Onnx;

/// <summary>Every node's output of networks that others exported, against ONNX Runtime's.</summary>
public sealed class OnnxRuntimeTests(ITestOutputHelper output)
{
    // Of an output's root mean square. Sums of thousands of 32-bit products are rounded apart by 1e-7 to 1e-5 of it, more
    // where large ones cancel, most in a softmax of large differences.
    private const double Bound = 1e-3;

    // ONNX Runtime's sigmoid stops at 18: where all of an output is below that, 1e-8 of 1 is the difference.
    private const double LeastRms = 1e-4;

    [Theory]
    [MemberData(nameof(RealFiles.All), MemberType = typeof(RealFiles))]
    public void EveryNode_IsThatOfOnnxRuntime(string name, long[] shape)
    {
        string path = RealFiles.Path(name);
        using DisposeScope scope = NewDisposeScope();
        OnnxModel model = OnnxModel.Load(path);
        Tensor x = RealFiles.Image(model, ScalarType.Float32, shape);
        Dictionary<string, (float[] Numbers, long[] Shape)> reference = Reference(path, model, x);
        foreach (ScalarType type in new[] { ScalarType.Float32, ScalarType.Float64 })
        {
            using OnnxFunction function = new(model, type, BatchStatistics.Running);
            List<(double Largest, string Where)> found = [];
            IReadOnlyDictionary<string, Tensor> made = function.Run(new Dictionary<string, Tensor> { [model.Inputs[0].Name] = x.to_type(type) },
                (node, index, value) =>
                {
                    if (!reference.TryGetValue(node.Outputs[index], out (float[] Numbers, long[] Shape) expected)) return;
                    Assert.Equal(expected.Shape, value.shape);
                    found.Add((Difference(expected.Numbers, value), node.ToString()));
                });
            (double Largest, string Where)[] worst = [.. found.OrderByDescending(one => one.Largest).Take(3)];
            int compared = found.Count;
            output.WriteLine($"{name} {type}: {compared} outputs of {function.Nodes.Count} nodes, largest of the rms "
                + string.Join(", ", worst.Select(one => $"{one.Largest:e2} at {one.Where}")));
            Assert.True(compared > 0.9 * function.Nodes.Count(node => reference.ContainsKey(node.Outputs[0])), "too few compared");
            Assert.InRange(worst[0].Largest, 0, Bound);
            Assert.Equal(model.Outputs, made.Keys);
        }
    }

    private static double Difference(float[] expected, Tensor value)
    {
        using DisposeScope scope = NewDisposeScope();
        double[] ours = value.to_type(ScalarType.Float64).contiguous().data<double>().ToArray();
        double squares = 0, largest = 0;
        for (int i = 0; i < ours.Length; i++)
        {
            squares += (double)expected[i] * expected[i];
            largest = Math.Max(largest, Math.Abs(ours[i] - expected[i]));
        }

        double rms = Math.Sqrt(squares / ours.Length);
        return largest / Math.Max(rms, LeastRms);
    }

    // All values become outputs, and nothing is fused.
    private static Dictionary<string, (float[], long[])> Reference(string path, OnnxModel model, Tensor x)
    {
        ModelProto proto = ModelProto.Parser.ParseFrom(File.ReadAllBytes(path));
        HashSet<string> known = [.. proto.Graph.Output.Select(o => o.Name)];
        foreach (string value in model.Nodes.SelectMany(node => node.Outputs).Where(value => value.Length > 0 && known.Add(value)))
            proto.Graph.Output.Add(new ValueInfoProto { Name = value });
        using SessionOptions options = new() { GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL, IntraOpNumThreads = 1 };
        using InferenceSession session = new(proto.ToByteArray(), options);
        Microsoft.ML.OnnxRuntime.Tensors.DenseTensor<float> given = new(x.contiguous().data<float>().ToArray(), [.. x.shape.Select(size => (int)size)]);
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results =
            session.Run([NamedOnnxValue.CreateFromTensor(model.Inputs[0].Name, given)]);
        Dictionary<string, (float[], long[])> reference = [];
        foreach (DisposableNamedOnnxValue result in results)
        {
            if (result.Value is Microsoft.ML.OnnxRuntime.Tensors.Tensor<float> numbers)
                reference.Add(result.Name, ([.. numbers], [.. numbers.Dimensions.ToArray().Select(size => (long)size)]));
        }

        return reference;
    }
}
