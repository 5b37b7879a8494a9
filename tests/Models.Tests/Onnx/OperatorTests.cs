using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using MomentsDnns.Models.Onnx;
using MomentsDnns.Models.Onnx.Format;
using MomentsDnns.Models.Onnx.Operators;
using MomentsDnns.Propagation.Tracing;
using TorchSharp;
using static TorchSharp.torch;
using Kind = MomentsDnns.Models.Onnx.Format.AttributeProto.Types.Kind;

namespace MomentsDnns.Models.Tests.Onnx;

/// <summary>
/// Operators in forms that the conformance suite lacks, against ONNX Runtime: one node each, and its tangent against a
/// central difference.
/// </summary>
public sealed class OperatorTests
{
    /// <summary>Version, operator, sizes of x, integer inputs, attributes.</summary>
    public static TheoryData<int, string, string, string, string> Forms => new()
    {
        { 18, "ReduceMean", "2 3 4", "axes=1 -1", "" },
        { 18, "ReduceSum", "2 3 4", "axes=", "noop_with_empty_axes=1" },
        { 18, "ReduceL2", "2 3 4", "axes=2", "keepdims=0" },
        { 18, "ReduceLogSumExp", "2 3 4", "axes=0 1", "keepdims=0" },
        { 11, "ReduceMax", "2 3 4", "", "axes=1,2;keepdims=0" },
        { 11, "Softmax", "2 3 4", "", "axis=1" },
        { 11, "LogSoftmax", "2 3 4", "", "axis=2" },
        { 13, "Softmax", "2 3 4", "", "axis=1" },
        { 18, "Pad", "1 2 4 5", "pads=1 2 0 1;-;axes=2 3", "mode=reflect" },
        { 18, "Pad", "1 2 4 5", "pads=1 0 0 0 0 2 0 1", "mode=edge" },
        { 19, "Pad", "1 2 4 5", "pads=0 0 3 1 0 0 2 2", "mode=wrap" },
        { 13, "Pad", "1 2 4 5", "pads=0 0 -1 1 0 0 2 -2", "" },
        { 10, "Pad", "1 2 4 5", "", "pads=0,0,1,1,0,0,2,2;value=1.5" },
        { 19, "AveragePool", "1 2 9 8", "", "kernel_shape=3,2;dilations=2,3;strides=2,1;pads=1,0,1,1" },
        { 19, "AveragePool", "1 2 9 8", "", "kernel_shape=3,3;strides=2,2;ceil_mode=1;count_include_pad=1;pads=1,1,1,1" },
        { 13, "AveragePool", "1 2 9 8", "", "kernel_shape=3,3;strides=2,2;auto_pad=SAME_LOWER" },
        { 13, "MaxPool", "1 2 9 8", "", "kernel_shape=3,3;strides=2,2;ceil_mode=1;pads=1,1,0,0" },
        { 13, "MaxPool", "1 2 9", "", "kernel_shape=3;dilations=2;strides=2" },
        { 13, "MaxPool", "1 2 5 6 7", "", "kernel_shape=2,3,2;strides=2,1,2;pads=1,1,0,0,1,1" },
        { 18, "LpPool", "1 2 6 7", "", "kernel_shape=2,3;p=3;strides=2,2" },
        { 13, "GlobalLpPool", "1 2 6 7", "", "p=2" },
        { 13, "LpNormalization", "2 3 4", "", "p=1;axis=1" },
        { 13, "LRN", "1 7 3 3", "", "size=5;alpha=0.5;beta=0.6;bias=1.5" },
        { 13, "MeanVarianceNormalization", "2 3 4 5", "", "axes=0,2,3" },
        { 20, "Gelu", "3 5", "", "approximate=tanh" },
        { 20, "Gelu", "3 5", "", "" },
        { 18, "Mish", "3 5", "", "" },
        { 13, "Softplus", "3 5", "", "" },
        { 13, "Celu", "3 5", "", "alpha=0.7" },
        { 13, "ThresholdedRelu", "3 5", "", "alpha=0.3" },
        { 13, "Shrink", "3 5", "", "lambd=0.4;bias=0.2" },
        { 18, "Split", "2 7", "", "axis=1;num_outputs=3" },
        { 11, "Split", "2 7", "", "axis=1;split=2,1,4" },
        { 13, "DepthToSpace", "1 8 2 3", "", "blocksize=2;mode=CRD" },
        { 13, "SpaceToDepth", "1 2 4 6", "", "blocksize=2" },
        { 9, "Upsample", "1 2 3 4", "scales=1.0 1.0 2.0 3.0", "mode=nearest" },
        { 9, "Upsample", "1 2 3 4", "scales=1.0 1.0 2.0 2.0", "mode=linear" },
        { 10, "Resize", "1 2 6 9", "scales=1.0 1.0 0.5 0.4", "mode=nearest" },
        { 10, "Resize", "1 2 6 9", "scales=1.0 1.0 1.5 2.0", "mode=linear" },
        { 13, "Resize", "1 2 6 9", "-;-;sizes=1 2 4 13", "mode=linear;coordinate_transformation_mode=pytorch_half_pixel" },
        { 13, "Resize", "1 2 6 9", "-;-;sizes=1 2 11 13", "mode=cubic;coordinate_transformation_mode=half_pixel;cubic_coeff_a=-0.5" },
        { 13, "Resize", "1 2 6 9", "-;-;sizes=1 2 11 13", "mode=linear;coordinate_transformation_mode=align_corners" },
        { 13, "Resize", "1 2 6 9", "-;-;sizes=1 2 4 20", "mode=nearest;coordinate_transformation_mode=asymmetric;nearest_mode=ceil" },
        { 19, "Resize", "1 2 6 9", "-;-;sizes=11 5", "mode=linear;axes=2,3;coordinate_transformation_mode=half_pixel_symmetric" },
        { 13, "Resize", "1 2 6 9", "-;scales=1.0 1.0 2.0 2.0", "mode=nearest;coordinate_transformation_mode=half_pixel" },
        { 13, "CumSum", "3 4", "axis=1", "exclusive=1;reverse=1" },
        { 13, "TopK", "3 6", "k=2", "axis=1;largest=0" },
        { 13, "GatherND", "3 4 5", "i=1 0", "" },
        { 13, "Slice", "5 6", "starts=4 -1;ends=-9 0;axes=0 1;steps=-2 -1", "" },
        { 9, "Slice", "5 6", "", "starts=1,-4;ends=9,-1;axes=0,1" },
        { 13, "Tile", "2 3", "repeats=2 1", "" },
        { 13, "Expand", "2 1 3", "shape=4 1 5 1", "" },
        { 13, "Squeeze", "2 1 3 1", "axes=-1", "" },
        { 11, "Unsqueeze", "2 3", "", "axes=0,-1" },
        { 14, "Trilu", "4 5", "k=1", "upper=0" },
        { 13, "ReverseSequence", "4 3 2", "lengths=1 4 2", "time_axis=0;batch_axis=1" },
        { 13, "Flatten", "2 3 4", "", "axis=-1" },
        { 13, "Reshape", "2 3 4", "shape=0 -1", "" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Form_IsThatOfOnnxRuntime(int version, string type, string shape, string integers, string attributes)
    {
        using TemporaryFolder folder = new();
        using DisposeScope scope = NewDisposeScope();
        long[] sizes = Whole(shape, ' ');
        TestGraph graph = new TestGraph(version).Input("x", sizes);
        List<string> inputs = ["x"];
        foreach (string one in integers.Split(';', StringSplitOptions.RemoveEmptyEntries)) inputs.Add(AddConstant(graph, one, inputs.Count));
        AttributeProto[] parsed = [.. attributes.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(Attribute)];
        string[] outputs = type == "Split" ? ["y", "y1", "y2"] : type == "TopK" ? ["y", "i"] : ["y"];
        graph.Node(type, string.Join(' ', inputs), string.Join(' ', outputs), parsed).Output("y");
        OnnxModel model = graph.Load(folder);
        using OnnxFunction function = new(model, ScalarType.Float64, BatchStatistics.Running);
        Tensor x = NormalNumbers.Of(ScalarType.Float64, 3, sizes), dx = NormalNumbers.Of(ScalarType.Float64, 4, sizes);
        Tensor y = function.Run(new Dictionary<string, Tensor> { ["x"] = x })["y"];
        (float[] numbers, long[] expected) = Reference(graph, x);
        Assert.Equal(expected, y.shape);
        Assert.True(y.allclose(tensor(numbers).to_type(ScalarType.Float64).reshape(expected), 1e-4, 1e-5),
            $"{string.Join(" ", TensorNumbers.Doubles(y).Take(12))}; not {string.Join(" ", numbers.Take(12))}");
        OnnxNode[] node = [function.Nodes[0]];
        Tensor tangent = TangentTests.Tangents(function, node, x, dx)[0];
        Tensor step = tensor(1e-6);
        Tensor ahead = TangentTests.Outputs(function, node, x + (dx * step))[0], behind = TangentTests.Outputs(function, node, x - (dx * step))[0];
        Assert.True(((ahead - behind) / (step * tensor(2.0))).allclose(tangent, 1e-6, 1e-7), "tangent");
    }

    private static string AddConstant(TestGraph graph, string text, int index)
    {
        if (text == "-") return "-";
        string[] parts = text.Split('=');
        string name = $"c{index}";
        if (parts[1].Contains('.'))
        {
            float[] numbers = [.. parts[1].Split(' ').Select(n => float.Parse(n, CultureInfo.InvariantCulture))];
            graph.Numbers(name, [numbers.Length], numbers);
        }
        else
        {
            graph.Integers(name, Whole(parts[1], ' '));
            // The axis of a running sum has no dimension, nor has the diagonal of a triangle.
            if (parts[0] is "axis" || graph.Graph.Initializer[^1].Int64Data.Count == 1 && parts[0] == "k" && graph.Model.OpsetImport[0].Version == 14)
                graph.Graph.Initializer[^1].Dims.Clear();
        }

        return name;
    }

    private static long[] Whole(string text, char separator) =>
        [.. text.Split(separator, StringSplitOptions.RemoveEmptyEntries).Select(n => long.Parse(n, CultureInfo.InvariantCulture))];

    private static AttributeProto Attribute(string text)
    {
        string[] parts = text.Split('=');
        bool many = parts[1].Contains(',') || parts[0] is "axes" or "kernel_shape" or "strides" or "dilations" or "pads";
        if (many && long.TryParse(parts[1].Split(',')[0], out _)) return TestGraph.Ints(parts[0], Whole(parts[1], ','));
        if (long.TryParse(parts[1], out long whole) && parts[0] is not ("lambd" or "alpha" or "beta" or "bias")) return TestGraph.Int(parts[0], whole);
        return float.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out float number)
            ? new AttributeProto { Name = parts[0], F = number, Type = Kind.Float }
            : TestGraph.Text(parts[0], parts[1]);
    }

    private static (float[], long[]) Reference(TestGraph graph, Tensor x)
    {
        using SessionOptions options = new() { IntraOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        using InferenceSession session = new(graph.Bytes(), options);
        Microsoft.ML.OnnxRuntime.Tensors.DenseTensor<float> given =
            new(x.to_type(ScalarType.Float32).contiguous().data<float>().ToArray(), [.. x.shape.Select(size => (int)size)]);
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results = session.Run([NamedOnnxValue.CreateFromTensor("x", given)]);
        Microsoft.ML.OnnxRuntime.Tensors.Tensor<float> y = results[0].AsTensor<float>();
        return ([.. y], [.. y.Dimensions.ToArray().Select(size => (long)size)]);
    }
}
