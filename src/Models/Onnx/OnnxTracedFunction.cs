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
    private readonly IReadOnlyList<int> _inputShape;
    private readonly Dictionary<OnnxNode, int> _siteOf = [];

    public OnnxTracedFunction(OnnxProbeModel source, OnnxFunction function, IReadOnlyList<int> inputShape)
    {
        (_source, _function, _inputShape) = (source, function, inputShape);
        try
        {
            SignalFlow flow = SignalFlow.Of(function, function.Inputs[0].Name, function.Outputs[0]);
            Sites = OnnxSites.Find(function, flow, Look, Sample(2), _siteOf);
            MainPath = On(flow);
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
    public Tensor Sample(int count) => _source.Tokens is { } tokens
        ? SampleInput.OfTokens(count, _inputShape[0], tokens.Vocabulary ?? 1, null)
        : SampleInput.Of(count, [.. _inputShape.Select(size => (long)size)], Arithmetic, null);

    /// <inheritdoc/>
    public void Replace(Tensor input, Func<int, Tensor, Tensor> pass) => Run(input, (node, place, value) =>
        place == 0 && _siteOf.TryGetValue(node, out int site) ? pass(site, value) : value);

    /// <inheritdoc/>
    public IReadOnlySet<int> MainPathFrom(int site) => On(SignalFlow.Of(_function,
        _siteOf.First(pair => pair.Value == site).Key.Outputs[0], _function.Outputs[0]));

    /// <inheritdoc/>
    public void Dispose() => _function.Dispose();

    private HashSet<int> On(SignalFlow flow) =>
        flow.MainPath.Where(_siteOf.ContainsKey).Select(node => _siteOf[node]).ToHashSet();

    private void Look(Tensor input, Action<OnnxNode, int, Tensor> seen) => Run(input, (node, place, value) =>
    {
        seen(node, place, value);
        return value;
    });

    private void Run(Tensor input, Func<OnnxNode, int, Tensor, Tensor> pass)
    {
        using DisposeScope scope = NewDisposeScope();
        Dictionary<string, Tensor> inputs = _source.OtherInputs.Of(input, Arithmetic);
        inputs.Add(_function.Inputs[0].Name, _source.IsChannelsLast ? input.permute(0, 2, 3, 1) : input);
        _function.Replace(inputs, pass);
    }
}
