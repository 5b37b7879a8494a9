using MomentsDnns.Architectures.Initialization;
using MomentsDnns.Architectures.Layers;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Architectures.Random;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Propagation.Tracing;

/// <summary>
/// Draws the parameters of a network anew: weights by a law, by their own fans; biases 0, or by the law that belongs to
/// it; scales and running variances 1, shifts and running means 0. What is none of these stays as it is.
/// </summary>
/// <param name="law">The law.</param>
/// <param name="seed">The seed of every random number.</param>
public sealed class ParameterDrawing(InitializationKind law, ulong seed)
{
    // A law asks the network for its free constants alone, which are at their usual values here.
    private static readonly NetworkOptions Usual = new();

    private readonly IWeightInitializer _weights = law.Create(Usual with { Initialization = law });

    /// <summary>Whether biases are uniform in [-b, b], b = 1 / sqrt(fan-in), as PyTorch has them, or else 0.</summary>
    private readonly bool _drawsBiases = law.Biases is not null;

    /// <summary>Draws, as a function of (seed, replicate) and the parameters' order and shapes alone.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="replicate">The replicate, from 0.</param>
    public void Draw(IReadOnlyList<DrawableParameter> parameters, int replicate)
    {
        using IDisposable noGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        for (int i = 0; i < parameters.Count; i++)
        {
            DrawableParameter parameter = parameters[i];
            switch (parameter.Part)
            {
                case ParameterPart.Weight:
                    DrawWeights(parameter, new(seed, replicate, i, RandomPurpose.Weight));
                    break;
                case ParameterPart.Bias when _drawsBiases:
                    RandomStream stream = new(seed, replicate, i, RandomPurpose.Bias);
                    DrawnParameter.Fill(parameter.Value,
                        biases => stream.FillUniform(biases, (float)(1 / Math.Sqrt(parameter.Fans.In))));
                    break;
                default:
                    bool isOne = parameter.Part is ParameterPart.Scale or ParameterPart.RunningVariance;
                    parameter.Value.copy_(isOne ? ones_like(parameter.Value) : zeros_like(parameter.Value));
                    break;
            }
        }
    }

    // A law writes [inputs, outputs]; a parameter has its outputs on one axis of several.
    private void DrawWeights(DrawableParameter parameter, RandomStream stream)
    {
        long outputs = parameter.Value.shape[parameter.OutputAxis], inputs = parameter.Value.numel() / outputs;
        Tensor drawn = zeros([inputs, outputs], ScalarType.Float32);
        _weights.Fill(TensorMemory.Span<float>(drawn), parameter.Fans, stream);
        long[] others = [.. parameter.Value.shape.Where((_, axis) => axis != parameter.OutputAxis)];
        Tensor shaped = drawn.t().reshape([outputs, .. others]).movedim([0], [parameter.OutputAxis]);
        parameter.Value.copy_(shaped);
    }
}
