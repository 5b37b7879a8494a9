using static TorchSharp.torch;

namespace MomentsDnns.Models.Onnx.Execution;

/// <summary>Holds what a caller gives to what a network declares.</summary>
internal static class InputCheck
{
    /// <summary>The inputs as the network takes them: handles that belong to no scope.</summary>
    /// <exception cref="InvalidDataException">They do not fit; one line.</exception>
    public static IEnumerable<(string Name, Tensor Value)> Of(
        OnnxModel model, IReadOnlyDictionary<string, Tensor> inputs, ScalarType floating)
    {
        string declared = string.Join(", ", model.Inputs.Select(input => input.Name));
        foreach (string name in inputs.Keys.Where(name => model.Inputs.All(input => input.Name != name)))
            throw OnnxFault.Of(model.Path, $"has no input '{name}'", $"its inputs are {declared}");
        foreach (OnnxInput input in model.Inputs)
        {
            if (!inputs.TryGetValue(input.Name, out Tensor? given))
                throw OnnxFault.Of(model.Path, $"nothing is given for its input '{input.Name}'",
                    $"its inputs are {declared}");
            if (given.is_floating_point() != input.Type.IsFloating())
            {
                throw OnnxFault.Of(model.Path, $"its input '{input.Name}' is of type {input.Type}, what is given is "
                    + $"{given.dtype}", "give the other kind of numbers");
            }

            if (input.Dims is { } dims && !Fits(dims, given.shape))
            {
                string sizes = string.Join(", ", dims.Select(dim => dim?.ToString() ?? "any"));
                throw OnnxFault.Of(model.Path, $"its input '{input.Name}' has the sizes [{sizes}], what is given has "
                    + $"[{string.Join(", ", given.shape)}]", "give those sizes; the first one may differ");
            }

            ScalarType held = input.Type.Held(floating);
            Tensor taken = given.dtype == held ? given.alias() : given.to_type(held);
            yield return (input.Name, taken.DetachFromDisposeScope());
        }
    }

    private static bool Fits(IReadOnlyList<long?> dims, long[] shape) => dims.Count == shape.Length
        && dims.Zip(shape, (dim, size) => dim is null || dim == size).Skip(1).All(fits => fits);
}
