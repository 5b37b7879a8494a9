using MomentsDnns.Architectures.Numerics;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MomentsDnns.Propagation.Tracing;

/// <summary>
/// Functions whose derivative torch cannot differentiate, which would end the process: they are computed again from
/// others that it can.
/// </summary>
internal static class SecondDerivatives
{
    /// <summary>Whether a module computes such a function.</summary>
    public static bool AreLacking(nn.Module module) => module is Hardsigmoid;

    /// <summary>Its value: of the hard sigmoid min(max(x + 3, 0), 6) / 6.</summary>
    /// <param name="module">Of which <see cref="AreLacking"/> is true.</param>
    /// <param name="input">What it takes.</param>
    public static Tensor Again(nn.Module module, Tensor input)
    {
        _ = module;
        Tensor sixth = input.Times(1.0 / 6).Plus(0.5);
        Tensor zero = zeros_like(sixth), one = ones_like(sixth);
        return minimum(maximum(sixth, zero), one);
    }
}
