using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Propagation.Tracing;

/// <summary>
/// Which sites lie on every path from the input, or from a site, to the output: those without which the output has no
/// gradient. A pass a site, of one input as small as the module takes.
/// </summary>
internal static class MainPathSearch
{
    // Sides of images that are tried first: what is built does not depend on them, and passes are cheaper.
    private static readonly int[] Sides = [32, 64, 96, 128];

    /// <summary>The sites by index.</summary>
    /// <param name="module">The module.</param>
    /// <param name="calls">Shows its sites.</param>
    /// <param name="inputShape">The shape of one input.</param>
    /// <param name="sample">Two inputs of a shape.</param>
    /// <param name="from">The site where the paths begin; null: the input.</param>
    public static IReadOnlySet<int> Of(nn.Module<Tensor, Tensor> module, CallRecorder calls,
        IReadOnlyList<long> inputShape, Func<IReadOnlyList<long>, Tensor> sample, int? from = null)
    {
        foreach (IReadOnlyList<long> shape in Shapes(inputShape))
        {
            try
            {
                return Search(module, calls, sample(shape), from);
            }
            catch (Exception cause) when (!shape.SequenceEqual(inputShape)
                && cause is System.Runtime.InteropServices.ExternalException or InvalidOperationException)
            {
                // Too small for this module.
            }
        }

        throw new InvalidOperationException("no shape was tried");
    }

    private static IEnumerable<IReadOnlyList<long>> Shapes(IReadOnlyList<long> full) =>
        full.Count != 3 ? [full]
        : [.. Sides.Where(side => side < full[1] && side < full[2]).Select(side => (long[])[full[0], side, side]),
            full];

    private static HashSet<int> Search(nn.Module<Tensor, Tensor> module, CallRecorder calls, Tensor sample, int? from)
    {
        using DisposeScope scope = NewDisposeScope();
        using Tensor input = sample;
        if (from is null) input.requires_grad = true;
        int sites = 0;
        Pass((site, value) =>
        {
            sites = site + 1;
            return value;
        });
        HashSet<int> found = from is { } start ? [start] : [];
        for (int cut = from + 1 ?? 0; cut < sites; cut++)
        {
            if (!Pass((site, value) => site == cut ? value.detach()
                : site == from ? value.detach().requires_grad_(true).clone() : value))
                found.Add(cut);
        }

        return found;

        // Whether the output depends on the input.
        bool Pass(Func<int, Tensor, Tensor> show)
        {
            using DisposeScope passing = NewDisposeScope();
            using IDisposable showing = calls.Show(show);
            bool depends = module.call(input).requires_grad;
            calls.RequireComplete();
            return depends;
        }
    }
}
