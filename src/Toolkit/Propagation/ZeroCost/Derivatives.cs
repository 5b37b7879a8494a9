using static TorchSharp.torch;

namespace MomentsDnns.Propagation.ZeroCost;

/// <summary>Derivatives by tensors of which some may not have entered.</summary>
internal static class Derivatives
{
    /// <summary>The derivative of a number by each tensor; null by one that it does not depend on.</summary>
    /// <param name="number">The number, which depends on one of them at least.</param>
    /// <param name="by">The tensors.</param>
    /// <param name="keepsGraph">Whether the number is differentiated again.</param>
    public static Tensor?[] Of(Tensor number, Tensor[] by, bool keepsGraph = false) =>
        [.. autograd.grad([number], by, retain_graph: keepsGraph, allow_unused: true).Select(Defined)];

    // What torch leaves undefined comes as a tensor without a handle.
    private static Tensor? Defined(Tensor? gradient)
    {
        if (gradient is not { IsInvalid: true }) return gradient;
        gradient.Dispose();
        return null;
    }
}
