using MomentsDnns.Models.Onnx.Flow;
using MomentsDnns.Propagation.Tracing;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Models.Onnx;

/// <summary>
/// A network of an ONNX file whose sites are the nodes that the signal reaches, each use of an operator one: sums and
/// functions without a module too. What only reshapes its input is no site.
/// </summary>
internal sealed class OnnxTracedFunction : ITracedFunction
{
    private readonly OnnxProbeModel _source;
    private readonly OnnxFunction _function;
    private readonly OnnxInput _signal;
    private readonly Dictionary<OnnxNode, int> _siteOf = [];

    public OnnxTracedFunction(OnnxProbeModel source, OnnxFunction function, OnnxInput signal,
        IReadOnlyList<int> inputShape)
    {
        (_source, _function, _signal) = (source, function, signal);
        try
        {
            SignalFlow flow = SignalFlow.Of(function, signal.Name, function.Outputs[0]);
            Sites = OnnxSites.Find(function, flow, Run, SampleInput.Of(2, [.. inputShape.Select(size => (long)size)],
                function.Floating, null), _siteOf);
            MainPath = flow.MainPath.Where(_siteOf.ContainsKey).Select(node => _siteOf[node]).ToHashSet();
            Parameters = OnnxDrawables.Of(function);
        }
        catch
        {
            function.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<TracedSite> Sites { get; }

    /// <inheritdoc/>
    public IReadOnlySet<int> MainPath { get; }

    /// <inheritdoc/>
    public IReadOnlyList<DrawableParameter> Parameters { get; }

    /// <inheritdoc/>
    public ScalarType Arithmetic => _function.Floating;

    /// <inheritdoc/>
    public void Evaluate(Tensor input, Action<int, Tensor> show) => Run(input, (node, place, value) =>
    {
        if (place == 0 && _siteOf.TryGetValue(node, out int site)) show(site, value);
    });

    /// <inheritdoc/>
    public void Dispose() => _function.Dispose();

    private void Run(Tensor input, Action<OnnxNode, int, Tensor> seen)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor signal = _source.IsChannelsLast ? input.permute(0, 2, 3, 1) : input;
        Dictionary<string, Tensor> inputs = new() { [_signal.Name] = signal };
        foreach (OnnxInput other in _function.Inputs.Where(other => other != _signal))
        {
            long[] shape = [.. (other.Dims ?? []).Select((size, axis) => axis == 0 ? input.shape[0] : size ?? 1)];
            inputs.Add(other.Name, zeros(shape, other.Type.Held(_function.Floating)));
        }

        _function.Run(inputs, seen);
    }
}
