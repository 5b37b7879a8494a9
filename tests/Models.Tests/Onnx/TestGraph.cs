using Google.Protobuf;
using MomentsDnns.Models.Onnx;
using MomentsDnns.Models.Onnx.Format;
using Kind = MomentsDnns.Models.Onnx.Format.AttributeProto.Types.Kind;

namespace MomentsDnns.Models.Tests.Onnx;

/// <summary>Small networks, written as files.</summary>
internal sealed class TestGraph
{
    public TestGraph(long version = 17)
    {
        Model.IrVersion = 8;
        Model.Graph = new GraphProto { Name = "test" };
        Model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = version });
    }

    public ModelProto Model { get; } = new();

    public GraphProto Graph => Model.Graph;

    public TestGraph Input(string name, params long[] dims) => Input(name, ElementType.Float32, dims);

    public TestGraph Input(string name, ElementType type, params long[] dims)
    {
        Graph.Input.Add(Info(name, type, dims));
        return this;
    }

    public TestGraph Output(string name)
    {
        Graph.Output.Add(Info(name, ElementType.Float32, null));
        return this;
    }

    public TestGraph Numbers(string name, long[] dims, params float[] values)
    {
        Graph.Initializer.Add(Floats(name, dims, values));
        return this;
    }

    public TestGraph Integers(string name, params long[] values)
    {
        TensorProto tensor = new() { Name = name, DataType = (int)ElementType.Int64, Dims = { values.Length } };
        tensor.Int64Data.AddRange(values);
        Graph.Initializer.Add(tensor);
        return this;
    }

    public TestGraph Node(string type, string inputs, string outputs, params AttributeProto[] attributes)
    {
        Graph.Node.Add(NodeOf(type, inputs, outputs, attributes));
        return this;
    }

    public static NodeProto NodeOf(string type, string inputs, string outputs, params AttributeProto[] attributes)
    {
        NodeProto node = new() { OpType = type };
        node.Input.AddRange(inputs.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => name == "-" ? "" : name));
        node.Output.AddRange(outputs.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        node.Attribute.AddRange(attributes);
        return node;
    }

    public static TensorProto Floats(string name, long[] dims, params float[] values)
    {
        TensorProto tensor = new() { Name = name, DataType = (int)ElementType.Float32 };
        tensor.Dims.AddRange(dims);
        tensor.FloatData.AddRange(values);
        return tensor;
    }

    public static TensorProto Truth(string name, bool value) =>
        new() { Name = name, DataType = (int)ElementType.Bool, Int32Data = { value ? 1 : 0 } };

    public static AttributeProto Int(string name, long value) => new() { Name = name, I = value, Type = Kind.Int };

    public static AttributeProto Text(string name, string value) =>
        new() { Name = name, S = ByteString.CopyFromUtf8(value), Type = Kind.String };

    public static AttributeProto Ints(string name, params long[] values)
    {
        AttributeProto attribute = new() { Name = name, Type = Kind.Ints };
        attribute.Ints.AddRange(values);
        return attribute;
    }

    public static ValueInfoProto Info(string name, ElementType type, long[]? dims)
    {
        TypeProto.Types.Tensor tensor = new() { ElemType = (int)type };
        if (dims is not null)
        {
            tensor.Shape = new TensorShapeProto();
            foreach (long dim in dims)
            {
                tensor.Shape.Dim.Add(dim < 0
                    ? new TensorShapeProto.Types.Dimension { DimParam = "any" }
                    : new TensorShapeProto.Types.Dimension { DimValue = dim });
            }
        }

        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = tensor } };
    }

    public byte[] Bytes() => Model.ToByteArray();

    public OnnxModel Load(TemporaryFolder folder, string name = "model.onnx") => OnnxModel.Load(folder.Write(name, Bytes()));

    /// <summary>Convolution, batch norm, ReLU, a residual sum, pool, flatten, linear layer.</summary>
    public static TestGraph Residual() => new TestGraph().Input("x", -1, 2, 6, 6).Output("y")
        .Numbers("w", [3, 2, 3, 3], Waves(54)).Numbers("b", [3], Waves(3))
        .Numbers("scale", [3], 1, 2, 3).Numbers("offset", [3], 0, 1, -1).Numbers("mean", [3], Waves(3)).Numbers("var", [3], 1, 2, 3)
        .Numbers("v", [3, 3, 3, 3], Waves(81)).Numbers("u", [4, 3], Waves(12)).Numbers("c", [4], Waves(4))
        .Node("Conv", "x w b", "a", Ints("pads", 1, 1, 1, 1)).Node("BatchNormalization", "a scale offset mean var", "n")
        .Node("Relu", "n", "r").Node("Conv", "r v", "s", Ints("pads", 1, 1, 1, 1)).Node("Add", "r s", "t")
        .Node("GlobalAveragePool", "t", "p").Node("Flatten", "p", "f").Node("Gemm", "f u c", "y", Int("transB", 1));

    public static float[] Waves(int count) => [.. Enumerable.Range(1, count).Select(i => MathF.Sin(i * 1.7f))];
}
