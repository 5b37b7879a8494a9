using MomentsDnns.Models.Onnx.Layers;
using MomentsDnns.Propagation.Tracing;

namespace MomentsDnns.Models.Onnx;

/// <summary>The parameters of a network that can be drawn anew.</summary>
internal static class OnnxDrawables
{
    /// <summary>All, in the order of the file's nodes; one that several layers share stands once.</summary>
    /// <param name="function">The network.</param>
    public static IReadOnlyList<DrawableParameter> Of(OnnxFunction function)
    {
        Dictionary<string, DrawableParameter> found = [];
        foreach (OnnxWeight weight in function.Weights)
        {
            Architectures.Initialization.Fans fans = new(checked((int)weight.FanIn), checked((int)weight.FanOut));
            int axes = weight.Shape.Count;
            Add(weight.Name, name => new(name, function.GetWeight(name), ParameterPart.Weight)
            {
                Fans = fans,
                OutputAxis = (weight.OutAxis + axes) % axes,
            });
            Add(weight.Bias, name => new(name, function.GetWeight(name), ParameterPart.Bias) { Fans = fans });
        }

        foreach (OnnxNorm norm in function.Parameters.Norms)
        {
            Add(norm.Scale, name => new(name, function.GetWeight(name), ParameterPart.Scale));
            Add(norm.Offset, name => new(name, function.GetWeight(name), ParameterPart.Shift));
            Add(norm.Mean, name => new(name, function.GetWeight(name), ParameterPart.RunningMean));
            Add(norm.Variance, name => new(name, function.GetWeight(name), ParameterPart.RunningVariance));
        }

        return [.. found.Values];

        void Add(string? name, Func<string, DrawableParameter> make)
        {
            if (name is not null) found.TryAdd(name, make(name));
        }
    }
}
