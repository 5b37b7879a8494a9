using MomentsDnns.Architectures.Initialization;
using MomentsDnns.Architectures.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MomentsDnns.Propagation.Tracing;

/// <summary>
/// The parameters of the linear maps (convolutions, transposed ones, linear layers, bilinear ones left out) and norms
/// in a module. Others, such as embeddings, are not drawn.
/// </summary>
internal static class ModuleParameters
{
    /// <summary>All, in the order of names: of the whole module's, not of its construction.</summary>
    public static IReadOnlyList<DrawableParameter> Of(nn.Module root)
    {
        List<DrawableParameter> found = [];
        HashSet<nn.Module> seen = [];
        foreach ((string name, nn.Module module) in root.named_modules().Select(m => (m.name, m.module))
            .Append(("", root)))
        {
            if (!seen.Add(module)) continue;
            foreach ((string part, Parameter value) in module.named_parameters(recurse: false))
            {
                if (Describe(module, part, name.Length == 0 ? part : $"{name}.{part}", value) is { } parameter)
                    found.Add(parameter);
            }

            if (module is not NormBase { running_mean: { } mean, running_var: { } variance }) continue;
            found.Add(new($"{name}.running_mean", mean, ParameterPart.RunningMean));
            found.Add(new($"{name}.running_var", variance, ParameterPart.RunningVariance));
        }

        return [.. found.OrderBy(p => p.Name, StringComparer.Ordinal)];
    }

    private static DrawableParameter? Describe(nn.Module module, string part, string name, Tensor value) =>
        (module, part) switch
        {
            (NormBase or LayerNorm or GroupNorm or IDeclaresRole { Role: SiteRoles.Norm }, "weight") =>
                new(name, value, ParameterPart.Scale),
            (NormBase or LayerNorm or GroupNorm or IDeclaresRole { Role: SiteRoles.Norm }, "bias") =>
                new(name, value, ParameterPart.Shift),
            (Convolution { weight: { } weight } map, "weight" or "bias") =>
                OfLinear(part, name, value, weight.shape, map.groups, map.transposed),
            (Linear { weight: { } weight }, "weight" or "bias") =>
                OfLinear(part, name, value, weight.shape, groups: 1, isTransposed: false),
            _ => null,
        };

    // Weights are [out, in / groups, taps], of a transposed convolution [in, out / groups, taps].
    private static DrawableParameter OfLinear(string part, string name, Tensor value, long[] shape, long groups,
        bool isTransposed)
    {
        long taps = shape.Skip(2).Aggregate(1L, (product, size) => product * size);
        (long inputs, long outputs) = isTransposed ? (shape[0] / groups, shape[1]) : (shape[1], shape[0] / groups);
        Fans fans = new(checked((int)(inputs * taps)), checked((int)(outputs * taps)));
        return part == "weight"
            ? new(name, value, ParameterPart.Weight) { Fans = fans, OutputAxis = isTransposed ? 1 : 0 }
            : new(name, value, ParameterPart.Bias) { Fans = fans };
    }
}
