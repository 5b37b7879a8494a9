using MomentsDnns.Models.Onnx;
using MomentsDnns.Models.Onnx.Flow;
using MomentsDnns.Propagation.Tracing;
using static TorchSharp.torch;

namespace MomentsDnns.Models.Tests.Onnx;

/// <summary>What is found in networks that others exported.</summary>
public sealed class RealFilesTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("ResNet18.onnx", 22, 22)]
    [InlineData("ch_ppocr_mobile_v2.0_cls_infer.onnx", 54, 35)]
    [InlineData("ch_PP-OCRv4_rec_infer.onnx", 47, 11)]
    [InlineData("ch_PP-OCRv4_det_infer.onnx", 64, 3)]
    public void WeightsAndNorms_AreFound(string name, int weights, int norms)
    {
        OnnxModel model = OnnxModel.Load(RealFiles.Path(name));
        using OnnxFunction function = new(model, ScalarType.Float32, BatchStatistics.Running);
        SignalFlow flow = SignalFlow.Of(function, model.Inputs[0].Name, model.Outputs[0]);
        output.WriteLine($"{name}: {model.Nodes.Count} nodes, {function.Nodes.Count} run, {flow.MainPath.Count} on the main path, "
            + $"{function.Weights.Count} weights, {function.Parameters.Biases.Count} biases, {function.Parameters.Norms.Count} norms");
        Assert.Equal((weights, norms), (function.Weights.Count, function.Parameters.Norms.Count));
        Assert.Equal(model.Nodes[^1].Outputs[0], flow.MainPath[^1].Outputs[0]);
        Assert.False(model.LooksFolded);
    }
}
