using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MomentsDnns.Propagation.Tracing;

/// <summary>The batch norms of a module.</summary>
internal static class BatchNormModules
{
    /// <summary>Each, in no order; one without running statistics always takes those of its batch.</summary>
    public static IEnumerable<NormBase> In(nn.Module module) =>
        module.modules().Append(module).OfType<BatchNorm>();

    /// <summary>
    /// Makes the clean batch's mean and biased variance of each channel the running statistics, which a batch norm in
    /// evaluation takes for constants.
    /// </summary>
    /// <param name="norm">The norm.</param>
    /// <param name="input">What enters it, <c>[N, C, ...]</c>.</param>
    public static void Freeze(NormBase norm, Tensor input)
    {
        using IDisposable noGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        long[] axes = [.. Enumerable.Range(0, (int)input.Dimensions).Where(axis => axis != 1)];
        Tensor clean = input.detach();
        norm.running_mean!.copy_(clean.mean(axes));
        norm.running_var!.copy_(clean.var(axes, unbiased: false));
    }
}
