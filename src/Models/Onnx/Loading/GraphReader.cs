using Google.Protobuf.Collections;
using MomentsDnns.Models.Onnx.Format;
using MomentsDnns.Models.Onnx.Operators;

namespace MomentsDnns.Models.Onnx.Loading;

/// <summary>
/// Makes one flat graph of a file: the nodes of functions that the file defines and of the branch that a constant
/// condition takes stand in place of the call. Checks order and names, and gathers what is not supported.
/// </summary>
internal sealed class GraphReader
{
    private const int MostNodes = 1_000_000, DeepestCall = 64, LongestPrefix = 1000;

    private readonly string _path;
    private readonly Dictionary<(string Domain, string Name), FunctionProto> _functions = [];
    private readonly UniqueNames _nodeNames = new(), _valueNames = new();
    private readonly ModelGraph _graph = new();
    private int _nodes;

    private GraphReader(string path) => _path = path;

    /// <summary>Reads the graph of a model.</summary>
    /// <param name="model">The file's content.</param>
    /// <param name="path">The file, for faults and external data.</param>
    /// <exception cref="InvalidDataException">One line that says what is wrong.</exception>
    public static ModelGraph Read(ModelProto model, string path)
    {
        GraphReader reader = new(path);
        reader.ReadModel(model);
        return reader._graph;
    }

    private void ReadModel(ModelProto model)
    {
        foreach (FunctionProto function in model.Functions)
        {
            if (!_functions.TryAdd((DomainOf(function.Domain), function.Name), function))
                throw Broken($"the function '{function.Name}' is defined twice");
        }

        NameScope scope = new("", null, VersionsOf(model.OpsetImport), null);
        HashSet<string> initialized = [.. model.Graph.Initializer.Select(tensor => tensor.Name)];
        // Before version 4 of the format initializers stand among the inputs too.
        foreach (ValueInfoProto input in model.Graph.Input.Where(input => !initialized.Contains(input.Name)))
        {
            Define(scope, input.Name, "an input");
            _graph.Inputs.Add(InputOf(input));
        }

        ReadBody(model.Graph, scope, 0);
        if (model.Graph.Output.Count == 0) throw Broken("the network has no output");
        HashSet<string> outputs = [];
        foreach (ValueInfoProto output in model.Graph.Output)
        {
            string value = scope.Find(output.Name) ?? throw Broken($"nothing makes the output '{output.Name}'");
            if (!outputs.Add(output.Name)) throw Broken($"the output '{output.Name}' stands twice");
            _graph.Outputs.Add((output.Name, value));
        }
    }

    private void ReadBody(GraphProto graph, NameScope scope, int depth)
    {
        if (graph.SparseInitializer.Count > 0) _graph.Lacking.Add("sparse initializers");
        foreach (TensorProto tensor in graph.Initializer)
        {
            string value = Define(scope, tensor.Name, "an initializer");
            AddConstant(value, tensor, tensor.Name);
        }

        ReadNodes(graph.Node, scope, depth);
    }

    private void ReadNodes(RepeatedField<NodeProto> nodes, NameScope scope, int depth)
    {
        HashSet<string> made = [.. nodes.SelectMany(node => node.Output)];
        foreach (NodeProto node in nodes)
        {
            if (++_nodes > MostNodes)
                throw Broken($"it has more than {MostNodes} nodes when its functions are written out");
            ReadNode(node, scope, made, depth);
        }
    }

    private void ReadNode(NodeProto node, NameScope scope, HashSet<string> made, int depth)
    {
        string domain = DomainOf(node.Domain), name = NodeName(scope.Prefix + node.Name, node.OpType);
        string[] inputs = [.. node.Input.Select(input => Meaning(input, name))];
        Dictionary<string, AttributeProto> attributes = AttributesOf(node, scope, name);
        if (_functions.TryGetValue((domain, node.OpType), out FunctionProto? function))
        {
            WriteOut(function, node, inputs, attributes, name, scope, depth);
            return;
        }

        if (domain.Length == 0 && node.OpType == "If" && ChosenBranch(inputs, attributes) is { } branch)
        {
            NameScope inner = new(PrefixOf(name), scope, scope.Versions, scope.Arguments);
            Deepen(depth, name);
            ReadBody(branch, inner, depth + 1);
            Alias(node, scope, branch.Output.Select(output => output.Name), inner, name);
            return;
        }

        if (domain.Length == 0 && node.OpType == "Constant" && attributes.GetValueOrDefault("value")?.T is { } constant
            && node.Output.Count > 0)
        {
            AddConstant(Define(scope, node.Output[0], "an output of a node"), constant, node.Output[0]);
            return;
        }

        string[] outputs = [.. node.Output.Select(o => o.Length == 0 ? "" : Define(scope, o, "an output of a node"))];
        OnnxNode read = new(name, Tensors(attributes, name), inputs, outputs)
        {
            OpType = node.OpType,
            Domain = domain,
            Version = scope.Versions.GetValueOrDefault(domain),
        };
        Support(read, attributes);
        _graph.Nodes.Add(read);

        string Meaning(string input, string user)
        {
            if (input.Length == 0) return "";
            return scope.Find(input) ?? throw Broken(made.Contains(input)
                ? $"node '{user}' uses '{input}' before it is computed: nodes are not in order, or in a circle"
                : $"node '{user}' uses '{input}', which nothing makes");
        }
    }

    private void WriteOut(FunctionProto function, NodeProto call, string[] inputs,
        Dictionary<string, AttributeProto> attributes, string name, NameScope scope, int depth)
    {
        Deepen(depth, name);
        Dictionary<string, AttributeProto> arguments = function.AttributeProto
            .GroupBy(attribute => attribute.Name).ToDictionary(same => same.Key, same => same.First());
        foreach ((string key, AttributeProto value) in attributes) arguments[key] = value;
        IReadOnlyDictionary<string, long> versions =
            function.OpsetImport.Count == 0 ? scope.Versions : VersionsOf(function.OpsetImport);
        NameScope inner = new(PrefixOf(name), null, versions, arguments);
        if (inputs.Length > function.Input.Count)
        {
            throw Broken($"node '{name}' gives the function '{function.Name}' {inputs.Length} inputs of "
                + $"{function.Input.Count}");
        }

        for (int i = 0; i < function.Input.Count; i++)
        {
            if (!inner.Define(function.Input[i], i < inputs.Length ? inputs[i] : ""))
                throw Broken($"the function '{function.Name}' has two inputs '{function.Input[i]}'");
        }

        ReadNodes(function.Node, inner, depth + 1);
        Alias(call, scope, function.Output, inner, name);
    }

    // The outputs of a call stand for values within what was written out in its place.
    private void Alias(NodeProto call, NameScope scope, IEnumerable<string> outputs, NameScope inner, string name)
    {
        string[] names = [.. outputs];
        if (call.Output.Count > names.Length)
            throw Broken($"node '{name}' has more outputs than the {names.Length} of what it calls");
        for (int i = 0; i < call.Output.Count; i++)
        {
            string value = inner.Find(names[i])
                ?? throw Broken($"nothing makes the output '{names[i]}' of node '{name}'");
            if (call.Output[i].Length > 0 && !scope.Define(call.Output[i], value))
                throw Broken($"two values are named '{call.Output[i]}'");
        }
    }

    private GraphProto? ChosenBranch(string[] inputs, Dictionary<string, AttributeProto> attributes)
    {
        if (inputs.Length == 0 || !_graph.Constants.TryGetValue(inputs[0], out TensorData? condition)) return null;
        return condition.Truth() is { } truth
            ? attributes.GetValueOrDefault(truth ? "then_branch" : "else_branch")?.G
            : null;
    }

    private void Support(OnnxNode node, Dictionary<string, AttributeProto> attributes)
    {
        if (OperatorCatalog.Lacking(node) is { } lacking) _graph.Lacking.Add(lacking);
        foreach (AttributeProto attribute in attributes.Values.Where(attribute => attribute.G is not null))
            SupportInner(attribute.G, node);
    }

    // Operators within the branches and bodies of what is not supported are named in the same line.
    private void SupportInner(GraphProto graph, OnnxNode around)
    {
        foreach (NodeProto proto in graph.Node)
        {
            string domain = DomainOf(proto.Domain);
            if (_functions.ContainsKey((domain, proto.OpType))) continue;
            Dictionary<string, AttributeProto> attributes = proto.Attribute
                .GroupBy(a => a.Name).ToDictionary(same => same.Key, same => same.First());
            OnnxAttributes known = new(attributes) { Tensors = new Dictionary<string, TensorData>() };
            OnnxNode inner = new(proto.Name, known, [.. proto.Input], [.. proto.Output])
            {
                OpType = proto.OpType,
                Domain = domain,
                Version = domain == around.Domain ? around.Version : 1,
            };
            Support(inner, attributes);
        }
    }

    private void AddConstant(string value, TensorProto tensor, string name)
    {
        if ((ElementType)tensor.DataType is ElementType.Undefined || !((ElementType)tensor.DataType).IsHeld())
            _graph.Lacking.Add($"tensors of type {ElementTypes.NameOf(tensor.DataType)}");
        else _graph.Constants.Add(value, TensorData.Read(tensor, name, _path));
    }

    private OnnxAttributes Tensors(Dictionary<string, AttributeProto> attributes, string node)
    {
        Dictionary<string, TensorData> tensors = [];
        foreach ((string name, AttributeProto attribute) in attributes)
        {
            if (attribute.T is { } tensor && ((ElementType)tensor.DataType).IsHeld())
                tensors.Add(name, TensorData.Read(tensor, $"{node}.{name}", _path));
        }

        return new OnnxAttributes(attributes) { Tensors = tensors };
    }

    private Dictionary<string, AttributeProto> AttributesOf(NodeProto node, NameScope scope, string name)
    {
        Dictionary<string, AttributeProto> attributes = [];
        foreach (AttributeProto attribute in node.Attribute)
        {
            AttributeProto? meant = attribute;
            if (attribute.RefAttrName.Length > 0)
            {
                // One that the call leaves out is left out here too.
                if (scope.Arguments is null || !scope.Arguments.TryGetValue(attribute.RefAttrName, out meant)) continue;
            }

            if (!attributes.TryAdd(attribute.Name, meant))
                throw Broken($"node '{name}' has two attributes '{attribute.Name}'");
        }

        return attributes;
    }

    private OnnxInput InputOf(ValueInfoProto input)
    {
        if (input.Type?.TensorType is not { } tensor)
        {
            _graph.Lacking.Add("inputs that are no tensors");
            return new OnnxInput(input.Name, ElementType.Undefined, null);
        }

        if (!((ElementType)tensor.ElemType).IsHeld())
            _graph.Lacking.Add($"inputs of type {ElementTypes.NameOf(tensor.ElemType)}");
        long?[]? dims = tensor.Shape?.Dim
            .Select(dim => dim.HasDimValue && dim.DimValue >= 0 ? dim.DimValue : (long?)null).ToArray();
        return new OnnxInput(input.Name, (ElementType)tensor.ElemType, dims)
        {
            Symbols = [.. (tensor.Shape?.Dim ?? []).Select(dim => dim.DimParam is { Length: > 0 } name ? name : null)],
        };
    }

    private Dictionary<string, long> VersionsOf(RepeatedField<OperatorSetIdProto> imports)
    {
        Dictionary<string, long> versions = [];
        foreach (OperatorSetIdProto import in imports)
        {
            if (!versions.TryAdd(DomainOf(import.Domain), import.Version))
                throw Broken($"it imports the operators of domain '{import.Domain}' twice");
        }

        return versions;
    }

    private string Define(NameScope scope, string name, string what)
    {
        if (name.Length == 0) throw Broken($"{what} has no name");
        string value = scope.Prefix + name;
        // A prefixed name may collide with one that the file chose itself.
        value = scope.Prefix.Length > 0 ? _valueNames.Unused(value) : _valueNames.Taken(value);
        return scope.Define(name, value) ? value : throw Broken($"two values are named '{name}'");
    }

    private string NodeName(string name, string operatorName)
    {
        bool isUnnamed = name.Length == 0 || name.EndsWith('/');
        return _nodeNames.Unused(isUnnamed ? name + operatorName : name);
    }

    // Names that grow with every call would let a small file fill the memory.
    private string PrefixOf(string name) => name.Length <= LongestPrefix ? name + "/" : $"call_{_nodes}/";

    private static string DomainOf(string domain) => domain == "ai.onnx" ? "" : domain;

    private void Deepen(int depth, string name)
    {
        if (depth >= DeepestCall)
            throw Broken($"node '{name}' is {DeepestCall} calls deep: functions call each other, perhaps in a circle");
    }

    private InvalidDataException Broken(string why) =>
        OnnxFault.Of(_path, $"is broken: {why}", "export the network again");
}
