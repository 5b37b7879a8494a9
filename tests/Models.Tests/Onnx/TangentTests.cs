using MomentsDnns.Models.Onnx;
using MomentsDnns.Models.Onnx.Flow;
using MomentsDnns.Propagation.Tracing;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Models.Tests.Onnx;

/// <summary>
/// Tangents as the vector-Jacobian product of a vector-Jacobian product, g = J^T u and then dg/du dx = J dx, against central
/// differences.
/// </summary>
public sealed class TangentTests(ITestOutputHelper output)
{
    // Small beside the distance to the nearest kink: one gate that changes its side would be a thousandth of an output.
    private const double Step = 1e-7;

    [Theory]
    [MemberData(nameof(RealFiles.All), MemberType = typeof(RealFiles))]
    public void Tangent_IsTheCentralDifference(string name, long[] shape)
    {
        OnnxModel model = OnnxModel.Load(RealFiles.Path(name));
        foreach (BatchStatistics statistics in new[] { BatchStatistics.Running, BatchStatistics.Differentiated })
        {
            using DisposeScope scope = NewDisposeScope();
            using OnnxFunction function = new(model, ScalarType.Float64, statistics);
            OnnxNode[] main = [.. SignalFlow.Of(function, model.Inputs[0].Name, model.Outputs[0]).MainPath];
            OnnxNode[] chosen =
                [.. new[] { main[0], main[main.Length / 3], main[2 * main.Length / 3], main[^1] }.Distinct()];
            Tensor x = RealFiles.Image(model, ScalarType.Float64, shape);
            Tensor dx = RealFiles.Image(model, ScalarType.Float64, shape, key: 8);
            Tensor[] tangents = Tangents(function, chosen, x, dx);
            Tensor[] ahead = Outputs(function, chosen, x + (dx * tensor(Step)));
            Tensor[] behind = Outputs(function, chosen, x - (dx * tensor(Step)));
            for (int i = 0; i < chosen.Length; i++)
            {
                Tensor difference = (ahead[i] - behind[i]) * tensor(0.5 / Step);
                double relative = ((difference - tangents[i]).norm() / difference.norm()).item<double>();
                output.WriteLine($"{name} {statistics} {chosen[i]}: {relative:e2}");
                Assert.InRange(relative, 0, 1e-6);
            }
        }
    }

    /// <summary>The exact tangents of the outputs of nodes.</summary>
    internal static Tensor[] Tangents(OnnxFunction function, OnnxNode[] nodes, Tensor x, Tensor dx)
    {
        Tensor input = x.detach().requires_grad_();
        Tensor[] y = Outputs(function, nodes, input);
        Tensor[] u = [.. y.Select(value => zeros_like(value, requires_grad: true))];
        IList<Tensor> g = autograd.grad(y, [input], u, retain_graph: true, create_graph: true);
        return [.. autograd.grad([g[0]], u, [dx], allow_unused: true).Select((t, i) => t is null || t.IsInvalid ? zeros_like(y[i]) : t)];
    }

    internal static Tensor[] Outputs(OnnxFunction function, OnnxNode[] nodes, Tensor x)
    {
        Tensor[] seen = new Tensor[nodes.Length];
        function.Run(new Dictionary<string, Tensor> { [function.Inputs[0].Name] = x }, (node, index, value) =>
        {
            if (index == 0 && Array.IndexOf(nodes, node) is >= 0 and int at) seen[at] = value.alias();
        });
        return seen;
    }
}
