using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Twins;
using MomentsDnns.Limits;
using MomentsDnns.Propagation.Networks;
using MomentsDnns.Results.Facts;
using MomentsDnns.Statistics;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Propagation.Tracing;

/// <summary>
/// Sends signal and exact tangent through a network that was made elsewhere. Each site is one depth, in the order of
/// computation.
/// </summary>
/// <remarks>
/// <para>torch has reverse derivatives alone. With values y_l of the sites and cotangents u_l = 0 that require
/// gradients, the vector-Jacobian product g = sum_l J_l^T u_l is linear in the u_l, and its own vector-Jacobian product
/// with dx is J_l dx for all l at once, exactly.</para>
/// <para>Sites whose values do not fit a budget of memory together are taken in groups, a pass each. Not thread
/// safe.</para>
/// </remarks>
public sealed class TangentNetwork : IProbedNetwork
{
    /// <summary>The name of the one place of each depth.</summary>
    public static Location Place { get; } = FactsOfNetworks.ProbedPlace;

    private readonly ITracedFunction _function;
    private readonly ParameterDrawing? _drawing;
    private readonly long _budget;
    private long[]? _bytes;

    /// <summary>Wraps a function, which it owns.</summary>
    /// <param name="function">The function.</param>
    /// <param name="drawing">
    /// Draws the parameters of each replicate; null: they stay as they are, and a replicate is a fresh batch and noise.
    /// </param>
    /// <param name="budget">
    /// Bytes that values and tangents of one group of sites may take; by default a quarter of this machine's memory.
    /// </param>
    public TangentNetwork(ITracedFunction function, ParameterDrawing? drawing = null, long? budget = null)
    {
        (_function, _drawing, _budget) = (function, drawing, budget ?? MemoryLimit.Now().Bytes / 4);
        Sites = [new(Place, SiteRoles.Output | SiteRoles.Activation)];
    }

    /// <inheritdoc/>
    public IReadOnlyList<Site> Sites { get; }

    /// <inheritdoc/>
    public void Send(int replicate, Tensor input, ISiteObserver observer, CancellationToken cancellation = default)
    {
        using DisposeScope scope = NewDisposeScope();
        _drawing?.Draw(_function.Parameters, replicate);
        Tensor entering = _function.Enter(input, replicate);
        double logInitialSnr = InputBatch.LogSnr(SiteShape.Of(entering, _function.EntryAxis));
        Tensor twin = entering.detach().to(_function.Arithmetic).contiguous();
        Tensor signal = TwinBatch.Signal(twin).clone(), noise = TwinBatch.Noise(twin);
        signal.requires_grad = true;
        int next = 0;
        while (next < _function.Sites.Count)
        {
            cancellation.ThrowIfCancellationRequested();
            using DisposeScope group = NewDisposeScope();
            int end = EndOfGroup(next, signal);
            SortedDictionary<int, Tensor> values = Values(signal, next, end, group);
            IReadOnlyDictionary<int, Tensor> tangents = Tangents(values, signal, noise);
            foreach ((int index, Tensor tangent) in tangents.OrderBy(t => t.Key))
            {
                cancellation.ThrowIfCancellationRequested();
                if (!Show(index, _function.Sites[index], values[index], tangent, logInitialSnr, observer)) return;
            }

            next = end;
        }
    }

    /// <summary>Releases the function.</summary>
    public void Dispose() => _function.Dispose();

    private SortedDictionary<int, Tensor> Values(Tensor signal, int first, int end, DisposeScope group)
    {
        SortedDictionary<int, Tensor> values = [];
        _function.Evaluate(signal, (index, value) =>
        {
            // What comes next may overwrite it; and it outlives the scope of the module that gave it.
            if (index >= first && index < end) values[index] = value.clone().DetachFromDisposeScope();
        });
        foreach (Tensor value in values.Values) group.Attach(value);
        return values;
    }

    // A site that does not depend on the input has no tangent, and is left out.
    private static Dictionary<int, Tensor> Tangents(SortedDictionary<int, Tensor> values, Tensor signal, Tensor noise)
    {
        int[] dependent = [.. values.Where(v => v.Value.requires_grad).Select(v => v.Key)];
        if (dependent.Length == 0) return [];
        Tensor[] outputs = [.. dependent.Select(index => values[index])];
        // One zero in memory stands for all of a site's.
        Tensor[] cotangents =
            [.. outputs.Select(y => zeros([], y.dtype, y.device).expand(y.shape).detach().requires_grad_(true))];
        IList<Tensor> pulled = autograd.grad(outputs, [signal], cotangents, create_graph: true);
        IList<Tensor> pushed = autograd.grad([pulled[0]], cotangents, [noise], allow_unused: true);
        return dependent.Select((index, i) => (index, Tangent: pushed[i]))
            .Where(pair => pair.Tangent is not null).ToDictionary(pair => pair.index, pair => pair.Tangent);
    }

    private static bool Show(int index, TracedSite site, Tensor value, Tensor tangent, double logInitialSnr,
        ISiteObserver observer)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradients = no_grad();
        int depth = index + 1;
        Tensor twin = Twin(SiteShape.Of(value.detach(), site.ChannelAxis), SiteShape.Of(tangent, site.ChannelAxis));
        if (observer.Watches(depth))
            observer.See(new(depth, new(Place, site.Roles | SiteRoles.Output), twin, logInitialSnr));
        return observer.Leaves(depth, twin);
    }

    // Images lie channels last, so that rows of channels are no further copy.
    private static Tensor Twin(Tensor value, Tensor tangent)
    {
        if (value.Dimensions != 4) return cat([value, tangent], 0);
        Tensor last = cat([value.permute(0, 2, 3, 1), tangent.permute(0, 2, 3, 1)], 0);
        return last.permute(0, 3, 1, 2);
    }

    // Value, cotangent and tangent of each site; at least one site a group.
    private int EndOfGroup(int first, Tensor signal)
    {
        _bytes ??= Sizes(signal);
        long sum = 0;
        int end = first;
        while (end < _bytes.Length && (end == first || sum + (3 * _bytes[end]) <= _budget)) sum += 3 * _bytes[end++];
        return end;
    }

    private long[] Sizes(Tensor signal)
    {
        using IDisposable noGradients = no_grad();
        long[] bytes = new long[_function.Sites.Count];
        _function.Evaluate(signal, (index, value) => bytes[index] = value.numel() * value.ElementSize);
        return bytes;
    }
}
