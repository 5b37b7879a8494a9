using MomentsDnns.Models.Onnx;
using MomentsDnns.Models.Onnx.Flow;
using MomentsDnns.Models.Onnx.Layers;
using MomentsDnns.Propagation.Tracing;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Models.Tests.Onnx;

public sealed class OnnxFunctionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose()
    {
        _scope.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Nodes_AreSeenInOrder()
    {
        using OnnxFunction function = Residual(BatchStatistics.Running);
        List<string> seen = [];
        Tensor y = function.Run(Given(4), (node, index, value) => seen.Add($"{node.OpType}{index}{value.dim()}"))["y"];
        Assert.Equal(["Conv04", "BatchNormalization04", "Relu04", "Conv04", "Add04", "GlobalAveragePool04", "Flatten02", "Gemm02"], seen);
        Assert.Equal([4, 4], y.shape);
        Assert.Equal(["Conv", "BatchNormalization", "Relu", "Conv_2", "Add", "GlobalAveragePool", "Flatten", "Gemm"],
            function.Nodes.Select(node => node.Name));
    }

    [Fact]
    public void Weights_HaveTheirLayouts()
    {
        using OnnxFunction function = Residual(BatchStatistics.Running);
        Assert.Equal(["w", "v", "u"], function.Weights.Select(weight => weight.Name));
        Assert.Equal([(18, 27), (27, 27), (3, 4)], function.Weights.Select(weight => (weight.FanIn, weight.FanOut)));
        Assert.Equal([(0, 1), (0, 1), (0, 1)], function.Weights.Select(weight => (weight.OutAxis, weight.InAxis)));
        Assert.Equal(["b", "c"], function.Parameters.Biases);
        OnnxNorm norm = Assert.Single(function.Parameters.Norms);
        Assert.Equal(("scale", "offset", "mean", "var"), (norm.Scale, norm.Offset, norm.Mean, norm.Variance));
    }

    [Fact]
    public void WeightsOfGroupsAndTransposes_HaveTheirLayouts()
    {
        TestGraph graph = new TestGraph().Input("x", 1, 4, 5, 5).Output("y").Numbers("w", [6, 2, 3, 3], new float[108])
            .Numbers("v", [6, 4, 2, 2], new float[96]).Numbers("m", [3, 3, 7], new float[63]).Numbers("b", [7], new float[7])
            .Node("Conv", "x w", "a", TestGraph.Int("group", 2)).Node("ConvTranspose", "a v", "s", TestGraph.Int("group", 2),
                TestGraph.Ints("strides", 2, 2)).Node("MatMul", "s m", "t").Node("Add", "b t", "y");
        using OnnxFunction function = new(graph.Load(_folder), ScalarType.Float32, BatchStatistics.Running);
        Assert.Equal([(18, 27), (12, 16), (3, 7)], function.Weights.Select(weight => (weight.FanIn, weight.FanOut)));
        Assert.Equal([(0, 1), (1, 0), (2, 1)], function.Weights.Select(weight => (weight.OutAxis, weight.InAxis)));
        Assert.Equal([null, null, "b"], function.Weights.Select(weight => weight.Bias));
    }

    [Fact]
    public void WhatIsSpelledOut_IsRecognised()
    {
        TestGraph graph = new TestGraph().Input("x", 1, 2, 3, 3).Output("y").Numbers("w", [4, 2, 1, 1], TestGraph.Waves(8))
            .Numbers("b", [4, 1, 1], TestGraph.Waves(4)).Numbers("g", [3], 1, 2, 3).Numbers("o", [3], 1, 2, 3).Numbers("eps", [], 1e-5f)
            .Numbers("two", [], 2).Node("Conv", "x w", "a").Node("Add", "a b", "c").Node("ReduceMean", "c", "m", TestGraph.Ints("axes", -1))
            .Node("Sub", "c m", "d").Node("Pow", "d two", "s").Node("ReduceMean", "s", "v", TestGraph.Ints("axes", -1))
            .Node("Add", "v eps", "t").Node("Sqrt", "t", "r").Node("Div", "d r", "n").Node("Mul", "n g", "p").Node("Add", "p o", "y");
        using OnnxFunction function = new(graph.Load(_folder), ScalarType.Float32, BatchStatistics.Running);
        Assert.Equal("b", Assert.Single(function.Weights).Bias);
        OnnxNorm norm = Assert.Single(function.Parameters.Norms);
        Assert.Equal(("Div", "g", "o"), (norm.Node.OpType, norm.Scale, norm.Offset));
        Assert.False(function.Parameters.Contains("eps"));
        // Mean and deviation take the same signal as what is divided by them.
        Assert.Equal(["Conv", "Add", "Sub", "Div", "Mul", "Add"],
            SignalFlow.Of(function, "x", "y").MainPath.Select(node => node.OpType));
    }

    // Frozen statistics are constants: those of the clean batch, put in place of the stored ones.
    [Fact]
    public void FrozenTangent_IsThatOfStoredStatisticsOfTheBatch()
    {
        using OnnxFunction frozen = Residual(BatchStatistics.Frozen), stored = Residual(BatchStatistics.Running);
        Tensor x = NormalNumbers.Of(ScalarType.Float64, 5, 3, 2, 6, 6), dx = NormalNumbers.Of(ScalarType.Float64, 6, 3, 2, 6, 6);
        Tensor a = TangentTests.Outputs(stored, [stored.Nodes[0]], x)[0];
        stored.SetWeight("mean", a.mean([0, 2, 3]));
        stored.SetWeight("var", a.var([0, 2, 3], unbiased: false));
        Tensor[] of = TangentTests.Tangents(frozen, [.. frozen.Nodes], x, dx), expected = TangentTests.Tangents(stored, [.. stored.Nodes], x, dx);
        for (int i = 0; i < of.Length; i++) Assert.True(of[i].allclose(expected[i], 1e-10, 1e-12), frozen.Nodes[i].Name);
    }

    [Fact]
    public void SetWeight_IsUsedByRun()
    {
        using OnnxFunction function = Residual(BatchStatistics.Running);
        function.SetWeight("u", zeros(4, 3));
        Tensor y = function.Run(Given(2))["y"];
        Assert.Equal(TestGraph.Waves(4), y[0].to_type(ScalarType.Float32).data<float>().ToArray());
        Assert.True(function.GetWeight("u").is_leaf);
        Assert.Throws<ArgumentException>(() => function.SetWeight("u", zeros(3, 4)));
        Assert.Throws<ArgumentException>(() => function.SetWeight("other", zeros(4, 3)));
    }

    // sum over the batch of the standardized signal: 0 by the batch's own statistics, whose derivative is 0 too.
    [Theory]
    [InlineData(BatchStatistics.Running)]
    [InlineData(BatchStatistics.Frozen)]
    [InlineData(BatchStatistics.Differentiated)]
    public void BatchNorms_TakeTheChosenStatistics(BatchStatistics statistics)
    {
        TestGraph graph = new TestGraph().Input("x", -1, 2).Output("y").Numbers("one", [2], 1, 1).Numbers("zero", [2], 0, 0)
            .Numbers("mean", [2], 3, 4).Numbers("var", [2], 4, 9).Node("BatchNormalization", "x one zero mean var", "y");
        using OnnxFunction function = new(graph.Load(_folder), ScalarType.Float64, statistics);
        Tensor x = NormalNumbers.Of(ScalarType.Float64, 1, 8, 2).requires_grad_();
        Tensor y = function.Run(new Dictionary<string, Tensor> { ["x"] = x })["y"];
        Tensor sensitivity = autograd.grad([y.sum()], [x])[0];
        double eps = 1e-5f;
        Tensor variance = statistics == BatchStatistics.Running
            ? tensor(new double[] { 4, 9 })
            : x.var(0, unbiased: false);
        Tensor expected = statistics == BatchStatistics.Differentiated
            ? zeros_like(x)
            : (variance + tensor(eps)).rsqrt().expand(8, 2);
        Assert.True(sensitivity.allclose(expected, 1e-12, 1e-12));
        Assert.Equal(statistics != BatchStatistics.Running, y.mean().item<double>() is > -1e-12 and < 1e-12);
    }

    [Fact]
    public void MainPath_IsWhatNothingPassesBy()
    {
        using OnnxFunction function = Residual(BatchStatistics.Running);
        SignalFlow flow = SignalFlow.Of(function, "x", "y");
        Assert.Equal(["Conv", "BatchNormalization", "Relu", "Add", "GlobalAveragePool", "Flatten", "Gemm"],
            flow.MainPath.Select(node => node.Name));
        Assert.Equal(function.Nodes, flow.Reached);
        // From the rectified signal on.
        Assert.Equal(["Relu", "Add"], SignalFlow.Of(function, "r", "t").MainPath.Select(node => node.Name));
        Assert.Throws<ArgumentException>(() => SignalFlow.Of(function, "none", "y"));
    }

    [Fact]
    public void Shapes_AreNoPartOfTheSignalsPath()
    {
        TestGraph graph = new TestGraph().Input("x", 2, 3).Output("y").Node("Abs", "x", "a").Node("Shape", "a", "s")
            .Node("Exp", "a", "b").Node("Reshape", "b s", "c").Node("ArgMax", "a", "m").Node("Neg", "c", "y").Node("Sqrt", "a", "dead");
        using OnnxFunction function = new(graph.Load(_folder), ScalarType.Float32, BatchStatistics.Running);
        SignalFlow flow = SignalFlow.Of(function, "x", "y");
        Assert.Equal(["Abs", "Exp", "Reshape", "Neg"], flow.MainPath.Select(node => node.OpType));
        Assert.Equal(flow.MainPath, flow.Reached);
    }

    [Fact]
    public void Constants_AreFoldedOnce()
    {
        TestGraph graph = new TestGraph().Input("x", 2, 3).Output("y").Numbers("w", [2, 3], TestGraph.Waves(6))
            .Node("Transpose", "w", "t").Node("MatMul", "x t", "y");
        using OnnxFunction function = new(graph.Load(_folder), ScalarType.Float32, BatchStatistics.Running);
        Assert.Equal("MatMul", Assert.Single(function.Nodes).OpType);
        Assert.Equal("t", Assert.Single(function.Weights).Name);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ConstantCondition_TakesItsBranch(bool taken)
    {
        using OnnxFunction function = new(BrokenFileTests.Branch(taken).Load(_folder), ScalarType.Float32, BatchStatistics.Running);
        Assert.Equal([taken ? "If/Relu" : "If/Neg", "Exp"], function.Nodes.Select(node => node.Name));
        Tensor y = function.Run(new Dictionary<string, Tensor> { ["x"] = tensor(new[] { -1f, 2f }) })["y"];
        Assert.Equal(taken ? 1 : MathF.E, y[0].item<float>(), 1e-6f);
    }

    [Fact]
    public void Functions_AreWrittenOut()
    {
        using OnnxFunction function = new(BrokenFileTests.Function().Load(_folder), ScalarType.Float64, BatchStatistics.Running);
        Assert.Equal(["Twice/Add", "Twice/Softmax", "Twice_2/Add", "Twice_2/Softmax"], function.Nodes.Select(node => node.Name));
        Tensor x = tensor(new[] { 0.5, 1.5 });
        Tensor expected = (x * tensor(2.0)).softmax(0);
        expected = (expected * tensor(2.0)).softmax(0);
        Assert.True(function.Run(new Dictionary<string, Tensor> { ["x"] = x })["y"].allclose(expected, 1e-12));
    }

    [Fact]
    public void FoldedNorms_AreSuspected()
    {
        TestGraph folded = new TestGraph().Input("x", 1, 1, 3, 3).Output("y").Numbers("w", [1, 1, 1, 1], 1).Numbers("b", [1], 1)
            .Node("Conv", "x w b", "a").Node("Relu", "a", "y");
        Assert.True(folded.Load(_folder).LooksFolded);
        Assert.False(TestGraph.Residual().Load(_folder).LooksFolded);
    }

    [Fact]
    public void Run_LeavesNoTensorBehind()
    {
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using (OnnxFunction function = Residual(BatchStatistics.Frozen))
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor x = NormalNumbers.Of(ScalarType.Float64, 3, 2, 2, 6, 6);
            long held = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
            IReadOnlyDictionary<string, Tensor> y = function.Run(new Dictionary<string, Tensor> { ["x"] = x }, (_, _, _) => { });
            Assert.Equal(held + 1, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
            function.SetWeight("w", function.GetWeight("w"));
            Assert.Equal(held + 1, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        }

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void UnfitInputs_AreToldInOneLine()
    {
        using OnnxFunction function = Residual(BatchStatistics.Running);
        Assert.Contains("nothing is given for its input 'x'", Fault([]));
        Assert.Contains("has no input 'z'", Fault(new Dictionary<string, Tensor> { ["z"] = zeros(1) }));
        Assert.Contains("[any, 2, 6, 6]", Fault(new Dictionary<string, Tensor> { ["x"] = zeros(1, 2, 6, 5) }));
        Assert.Contains("Int64", Fault(new Dictionary<string, Tensor> { ["x"] = zeros([1, 2, 6, 6], ScalarType.Int64) }));

        string Fault(Dictionary<string, Tensor> inputs)
        {
            string message = Assert.Throws<InvalidDataException>(() => function.Run(inputs)).Message;
            Assert.DoesNotContain('\n', message);
            return message;
        }
    }

    [Fact]
    public void NodeThatFails_IsNamed()
    {
        TestGraph graph = new TestGraph().Input("x", -1, -1).Output("y").Numbers("w", [3, 2], new float[6]).Node("MatMul", "x w", "y");
        using OnnxFunction function = new(graph.Load(_folder), ScalarType.Float32, BatchStatistics.Running);
        string message = Assert.Throws<InvalidDataException>(
            () => function.Run(new Dictionary<string, Tensor> { ["x"] = zeros(2, 5) })).Message;
        Assert.Contains("node 'MatMul' (MatMul) cannot be run on [2, 5], [3, 2]", message);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void Tangent_OfASmallNet_IsTheCentralDifference()
    {
        foreach (BatchStatistics statistics in Enum.GetValues<BatchStatistics>().Where(s => s != BatchStatistics.Frozen))
        {
            using OnnxFunction function = Residual(statistics);
            OnnxNode[] nodes = [.. function.Nodes];
            Tensor x = NormalNumbers.Of(ScalarType.Float64, 5, 3, 2, 6, 6), dx = NormalNumbers.Of(ScalarType.Float64, 6, 3, 2, 6, 6);
            Tensor[] tangents = TangentTests.Tangents(function, nodes, x, dx);
            Tensor step = tensor(1e-6);
            Tensor[] ahead = TangentTests.Outputs(function, nodes, x + (dx * step)), behind = TangentTests.Outputs(function, nodes, x - (dx * step));
            for (int i = 0; i < nodes.Length; i++)
                Assert.True(((ahead[i] - behind[i]) / (step * tensor(2.0))).allclose(tangents[i], 1e-6, 1e-6), $"{statistics} {nodes[i]}");
        }
    }

    private OnnxFunction Residual(BatchStatistics statistics) => new(TestGraph.Residual().Load(_folder), ScalarType.Float64, statistics);

    private static Dictionary<string, Tensor> Given(long batch) => new() { ["x"] = NormalNumbers.Of(ScalarType.Float64, 2, batch, 2, 6, 6) };
}
