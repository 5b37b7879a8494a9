using Google.Protobuf;
using MomentsDnns.Architectures.Random;
using MomentsDnns.Models.Onnx;
using MomentsDnns.Models.Onnx.Format;
using MomentsDnns.Propagation.Tracing;
using static TorchSharp.torch;

namespace MomentsDnns.Models.Tests.Onnx;

/// <summary>Files that are broken in any way are refused by one line, and no more memory is asked for than they justify.</summary>
public sealed class BrokenFileTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void FiveHundredMutations_LoadOrAreRefusedInOneLine()
    {
        byte[][] valid = [TestGraph.Residual().Bytes(), Attention().Bytes(), Branch(true).Bytes(), Function().Bytes()];
        RandomStream random = new(16, 0, 0, RandomPurpose.Noise);
        int loaded = 0, made = 0;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 500; i++)
        {
            byte[] bytes = Mutated(valid[i % valid.Length], random);
            try
            {
                OnnxModel model = OnnxModel.Load(_folder.Write("broken.onnx", bytes));
                loaded++;
                // What is read can be made a function of, too: constants are folded under bounds.
                using OnnxFunction function = new(model, ScalarType.Float32, BatchStatistics.Running);
                made++;
            }
            catch (InvalidDataException e)
            {
                Assert.DoesNotContain('\n', e.Message);
                Assert.Contains(_folder.Path, e.Message);
            }
        }

        long allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / 500;
        output.WriteLine($"{loaded} of 500 load, {made} can be run, {allocated} bytes a file");
        Assert.InRange(loaded, 1, 499);
        Assert.InRange(allocated, 0, 10_000_000);
    }

    [Fact]
    public void FaultsOfGraphs_AreToldInOneLine()
    {
        Refused(new TestGraph().Input("x", 1).Output("y").Node("Relu", "z", "y"), "which nothing makes");
        Refused(new TestGraph().Input("x", 1).Output("y").Node("Relu", "a", "y").Node("Relu", "x", "a"), "before it is computed");
        Refused(new TestGraph().Input("x", 1).Output("y").Node("Add", "x b", "a").Node("Relu", "a", "b").Node("Relu", "b", "y"), "circle");
        Refused(new TestGraph().Input("x", 1).Output("y").Node("Relu", "x", "y").Node("Abs", "x", "y"), "two values are named 'y'");
        Refused(new TestGraph().Input("x", 1).Output("z").Node("Relu", "x", "y"), "nothing makes the output 'z'");
        Refused(new TestGraph().Input("x", 1).Node("Relu", "x", "y"), "has no output");
        Refused(new TestGraph(99).Input("x", 1).Output("y").Node("Relu", "x", "y"), "version 99");
    }

    [Fact]
    public void FaultsOfTensors_AreToldInOneLine()
    {
        Refused(With(new TensorProto { Name = "w", DataType = 1, Dims = { 3 }, FloatData = { 1, 2 } }), "3 elements, but it holds 2");
        Refused(With(new TensorProto { Name = "w", DataType = 1, Dims = { -3 } }), "negative");
        Refused(With(new TensorProto { Name = "w", DataType = 1, Dims = { long.MaxValue, long.MaxValue } }), "more than");
        Refused(With(new TensorProto { Name = "w", DataType = 1, Dims = { 1L << 30 }, RawData = ByteString.CopyFrom(1) }), "1 bytes");
        Refused(With(new TensorProto { Name = "w", DataType = 8, Dims = { 1 } }), "tensors of type string");
        Refused(With(External("../secret")), "outside the model's folder");
        Refused(With(External("/etc/passwd")), "outside the model's folder");
        Refused(With(External("absent.bin")), "missing");
        _folder.Write("short.bin", new byte[8]);
        Refused(With(External("short.bin")), "beyond the end");
    }

    [Fact]
    public void ExternalData_IsRead()
    {
        byte[] bytes = new byte[20];
        BitConverter.TryWriteBytes(bytes.AsSpan(4), 2.5f);
        _folder.Write("weights.bin", bytes);
        TensorProto proto = External("weights.bin");
        proto.ExternalData.Add(new StringStringEntryProto { Key = "offset", Value = "4" });
        using OnnxFunction function = new(With(proto).Load(_folder), ScalarType.Float32, BatchStatistics.Running);
        using Tensor x = ones([1]);
        using Tensor y = function.Run(new Dictionary<string, Tensor> { ["x"] = x })["y"];
        Assert.Equal([3.5f, 1, 1], y.data<float>().ToArray());
    }

    [Fact]
    public void OperatorsThatLack_AreAllNamed()
    {
        TestGraph graph = new TestGraph().Input("x", 1, 2, 4, 4).Output("y").Node("LSTM", "x", "a").Node("Relu", "a", "b")
            .Node("Resize", "b", "c", TestGraph.Text("mode", "lanczos")).Node("Loop", "c", "d").Node("Own", "d", "y");
        graph.Graph.Node[^1].Domain = "com.example";
        string message = Refused(graph, "not supported");
        Assert.Contains("LSTM, Loop, Resize (mode=lanczos), com.example.Own", message);
    }

    [Fact]
    public void FunctionsThatCallEachOther_AreRefused()
    {
        TestGraph graph = Function();
        graph.Model.Functions[0].Node.Add(TestGraph.NodeOf("Twice", "b", "z"));
        graph.Model.Functions[0].Node[^1].Domain = "own";
        Refused(graph, "calls deep");
    }

    private string Refused(TestGraph graph, string why)
    {
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => graph.Load(_folder));
        Assert.DoesNotContain('\n', fault.Message);
        Assert.Contains(why, fault.Message);
        return fault.Message;
    }

    private static TestGraph With(TensorProto tensor)
    {
        TestGraph graph = new TestGraph().Input("x", 1).Output("y").Node("Add", "x w", "y");
        graph.Graph.Initializer.Add(tensor);
        return graph;
    }

    private static TensorProto External(string location) => new()
    {
        Name = "w",
        DataType = 1,
        Dims = { 3 },
        DataLocation = TensorProto.Types.Place.External,
        ExternalData = { new StringStringEntryProto { Key = "location", Value = location } },
    };

    internal static TestGraph Attention() => new TestGraph().Input("x", -1, 5, 4).Output("y")
        .Numbers("q", [4, 4], TestGraph.Waves(16)).Numbers("k", [4, 4], TestGraph.Waves(16)).Integers("shape", 0, 5, 4)
        .Node("MatMul", "x q", "a").Node("MatMul", "x k", "b").Node("Transpose", "b", "c", TestGraph.Ints("perm", 0, 2, 1))
        .Node("MatMul", "a c", "d").Node("Softmax", "d", "e").Node("MatMul", "e x", "f").Node("Reshape", "f shape", "y");

    internal static TestGraph Branch(bool taken)
    {
        TestGraph graph = new TestGraph().Input("x", 2).Output("y");
        graph.Graph.Initializer.Add(TestGraph.Truth("t", taken));
        AttributeProto Part(string name, string operatorName) => new()
        {
            Name = name,
            Type = AttributeProto.Types.Kind.Graph,
            G = new GraphProto
            {
                Node = { TestGraph.NodeOf(operatorName, "x", "inner") },
                Output = { TestGraph.Info("inner", ElementType.Float32, null) },
            },
        };
        return graph.Node("If", "t", "r", Part("then_branch", "Relu"), Part("else_branch", "Neg")).Node("Exp", "r", "y");
    }

    internal static TestGraph Function()
    {
        TestGraph graph = new TestGraph().Input("x", 2).Output("y").Node("Twice", "x", "a", TestGraph.Int("axis", 0))
            .Node("Twice", "a", "y");
        foreach (NodeProto node in graph.Graph.Node) node.Domain = "own";
        NodeProto last = TestGraph.NodeOf("Softmax", "s", "b");
        last.Attribute.Add(new AttributeProto { Name = "axis", RefAttrName = "axis", Type = AttributeProto.Types.Kind.Int });
        graph.Model.OpsetImport.Add(new OperatorSetIdProto { Domain = "own", Version = 1 });
        graph.Model.Functions.Add(new FunctionProto
        {
            Name = "Twice",
            Domain = "own",
            Input = { "a" },
            Output = { "b" },
            Attribute = { "axis" },
            Node = { TestGraph.NodeOf("Add", "a a", "s"), last },
            OpsetImport = { new OperatorSetIdProto { Version = 17 }, new OperatorSetIdProto { Domain = "own", Version = 1 } },
        });
        return graph;
    }

    private static byte[] Mutated(byte[] valid, RandomStream random)
    {
        List<byte> bytes = [.. valid];
        switch (random.NextInt32(4))
        {
            case 0:
                return valid[..random.NextInt32(valid.Length)];
            case 1:
                for (int flips = 1 + random.NextInt32(8); flips > 0; flips--)
                    bytes[random.NextInt32(bytes.Count)] ^= (byte)(1 << random.NextInt32(8));
                return [.. bytes];
            case 2:
                int from = random.NextInt32(valid.Length), length = random.NextInt32(Math.Min(64, valid.Length - from));
                bytes.InsertRange(random.NextInt32(bytes.Count), valid[from..(from + length)]);
                return [.. bytes];
            default:
                int start = random.NextInt32(valid.Length);
                for (int i = start; i < Math.Min(valid.Length, start + 16); i++) bytes[i] = (byte)random.NextUInt32();
                return [.. bytes];
        }
    }
}
