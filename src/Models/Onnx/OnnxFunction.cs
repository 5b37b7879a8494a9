using MomentsDnns.Models.Onnx.Execution;
using MomentsDnns.Models.Onnx.Layers;
using MomentsDnns.Models.Onnx.Operators;
using MomentsDnns.Propagation.Tracing;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Models.Onnx;

/// <summary>
/// A network of an ONNX file as a function of tensors, on the CPU: each node's output can be seen, and everything is
/// differentiable as often as torch's operators are (twice and more; what rounds or selects has derivative zero).
/// </summary>
/// <remarks>
/// Floating numbers of any width are computed in one type, and casts between such types change nothing. Unsigned
/// integers of 16, 32 and 64 bits are held in wider or equally wide signed ones: they do not wrap around. Dropout drops
/// nothing. Batch norms standardize by <see cref="Statistics"/>, whatever mode the file states. May be used by one
/// thread at a time.
/// </remarks>
public sealed class OnnxFunction : IDisposable
{
    private readonly GraphPlan _plan;
    private readonly Dictionary<string, Tensor> _constants = [];
    private bool _disposed;

    /// <summary>Makes the function: numbers become tensors, and what depends on no input is computed.</summary>
    /// <param name="model">The network.</param>
    /// <param name="floating">The type of floating numbers: <c>Float32</c> or <c>Float64</c>.</param>
    /// <param name="statistics">By what mean and variance batch norms standardize.</param>
    /// <exception cref="ArgumentOutOfRangeException">The type is another.</exception>
    /// <exception cref="IOException">Data beside the model's file can no longer be read.</exception>
    public OnnxFunction(OnnxModel model, ScalarType floating, BatchStatistics statistics)
    {
        if (floating is not (ScalarType.Float32 or ScalarType.Float64))
            throw new ArgumentOutOfRangeException(nameof(floating), floating, "Float32 or Float64");
        (Model, Floating, Statistics) = (model, floating, statistics);
        try
        {
            Nodes = ConstantFolding.Run(model.Graph, floating, model.Path, _constants);
            _plan = new GraphPlan(Nodes, model.Graph.Outputs.Select(output => output.Value));
            Parameters = ParameterFinder.Find(Nodes, _constants);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The network.</summary>
    public OnnxModel Model { get; }

    /// <summary>The type of floating numbers.</summary>
    public ScalarType Floating { get; }

    /// <summary>By what mean and variance batch norms standardize.</summary>
    public BatchStatistics Statistics { get; }

    /// <summary>What <see cref="Run"/> takes, in the file's order.</summary>
    public IReadOnlyList<OnnxInput> Inputs => Model.Inputs;

    /// <summary>The names of what <see cref="Run"/> returns, in the file's order.</summary>
    public IReadOnlyList<string> Outputs => Model.Outputs;

    /// <summary>
    /// The nodes that run each time, each after those that it takes values from; those of constants do not.
    /// </summary>
    public IReadOnlyList<OnnxNode> Nodes { get; }

    /// <summary>Weights, biases and parameters of norms.</summary>
    public OnnxParameters Parameters { get; }

    /// <summary>The weights of the linear layers: of each, its name, place and layout.</summary>
    public IReadOnlyList<OnnxWeight> Weights => Parameters.Weights;

    /// <summary>
    /// A parameter's tensor, which <see cref="Run"/> uses: a leaf that belongs to the function. Valid until it is
    /// replaced.
    /// </summary>
    /// <param name="name">A name in <see cref="Parameters"/>.</param>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public Tensor GetWeight(string name)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        RequireParameter(name);
        return _constants[name];
    }

    /// <summary>Replaces a parameter's numbers by a copy of others; the former tensor is disposed of.</summary>
    /// <param name="name">A name in <see cref="Parameters"/>.</param>
    /// <param name="value">Numbers of the same shape.</param>
    /// <exception cref="ArgumentException">There is no parameter of that name, or its shape is another.</exception>
    public void SetWeight(string name, Tensor value)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        RequireParameter(name);
        Tensor former = _constants[name];
        if (!value.shape.SequenceEqual(former.shape))
        {
            throw new ArgumentException($"parameter {name}: has the shape [{string.Join(", ", former.shape)}]; give "
                + $"it as many numbers, not [{string.Join(", ", value.shape)}]", nameof(value));
        }

        using DisposeScope scope = NewDisposeScope();
        _constants[name] = value.detach().to_type(Floating).cpu().clone().DetachFromDisposeScope();
        former.Dispose();
    }

    /// <summary>Runs the network.</summary>
    /// <param name="inputs">
    /// A tensor for every input by name, of floating numbers where those are declared and of integers or truth values
    /// where those are. The first size, of the batch, may differ from the declared one; others must not.
    /// </param>
    /// <param name="seen">
    /// Called with every output of floating numbers when it is made, in the order of <see cref="Nodes"/>: the node,
    /// which of its outputs, the tensor. The tensor is disposed of when no later node needs it: keep an <c>alias()</c>
    /// of it, which is as good for derivatives and belongs to the caller's scope. It must not be changed in place.
    /// </param>
    /// <returns>The outputs by name, in the caller's scope.</returns>
    /// <exception cref="InvalidDataException">
    /// Inputs are missing, unknown or unfit, or a node cannot be run on them; one line.
    /// </exception>
    public IReadOnlyDictionary<string, Tensor> Run(
        IReadOnlyDictionary<string, Tensor> inputs, Action<OnnxNode, int, Tensor>? seen = null) => Replace(inputs,
            (node, output, value) =>
            {
                seen?.Invoke(node, output, value);
                return value;
            });

    /// <summary>Runs the network with other values in place of some that its nodes make.</summary>
    /// <param name="inputs">See <see cref="Run"/>.</param>
    /// <param name="pass">
    /// Called as <see cref="Run"/>'s <c>seen</c>; gives that tensor, or another of its shape, which whoever takes the
    /// value goes on with; the caller's own.
    /// </param>
    /// <inheritdoc cref="Run" path="/returns"/>
    /// <inheritdoc cref="Run" path="/exception"/>
    public IReadOnlyDictionary<string, Tensor> Replace(
        IReadOnlyDictionary<string, Tensor> inputs, Func<OnnxNode, int, Tensor, Tensor> pass)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        // No scope is open while the caller looks: what it makes of a tensor belongs to its own.
        Tensor?[] values = new Tensor?[_plan.Count];
        try
        {
            foreach ((string name, Tensor given) in InputCheck.Of(Model, inputs, Floating))
            {
                if (_plan.Find(name) is { } place) values[place] = given;
                else given.Dispose();
            }

            foreach ((string name, Tensor constant) in _constants)
            {
                if (_plan.Find(name) is { } place) values[place] = constant.alias().DetachFromDisposeScope();
            }

            foreach (GraphStep step in _plan.Steps)
            {
                RunStep(step, values, pass);
                foreach (int place in step.Released)
                {
                    values[place]?.Dispose();
                    values[place] = null;
                }
            }

            Dictionary<string, Tensor> outputs = [];
            foreach ((string name, string value) in Model.Graph.Outputs)
                outputs.Add(name, values[_plan.Place(value)]!.alias());
            return outputs;
        }
        finally
        {
            foreach (Tensor? value in values) value?.Dispose();
        }
    }

    /// <summary>Disposes of the constants.</summary>
    public void Dispose()
    {
        _disposed = true;
        foreach (Tensor constant in _constants.Values) constant.Dispose();
        _constants.Clear();
    }

    private void RunStep(GraphStep step, Tensor?[] values, Func<OnnxNode, int, Tensor, Tensor> pass)
    {
        Tensor?[] taken = [.. step.Inputs.Select(place => place < 0 ? null : values[place])];
        NodeCall call = new(step.Node, taken, Floating, Statistics);
        Tensor?[] made = NodeRun.Of(step.Operator, call, Model.Path);
        for (int i = 0; i < made.Length; i++)
        {
            int place = i < step.Outputs.Length ? step.Outputs[i] : -1;
            if (place < 0) made[i]?.Dispose();
            else values[place] = made[i];
        }

        for (int i = 0; i < step.Outputs.Length; i++)
        {
            if (step.Outputs[i] < 0) continue;
            Tensor output = values[step.Outputs[i]] ?? throw OnnxFault.Of(Model.Path,
                $"output {i} of node '{step.Node.Name}' ({step.Node.OpType}) is used but not supported",
                "export without it");
            if (!output.is_floating_point()) continue;
            Tensor given = pass(step.Node, i, output);
            if (ReferenceEquals(given, output)) continue;
            values[step.Outputs[i]] = given.alias().DetachFromDisposeScope();
            output.Dispose();
        }
    }

    private void RequireParameter(string name)
    {
        if (!Parameters.Contains(name))
        {
            throw new ArgumentException(
                $"parameter {name}: the network has none of this name; name one of its parameters", nameof(name));
        }
    }
}
