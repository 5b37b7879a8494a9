using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Architectures.Random;
using MomentsDnns.Architectures.Twins;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Propagation.Tracing;

/// <summary>
/// A network from one of its sites on: the value there is the signal, and the noise begins there. What does not come
/// from it, before the site and beside it, is a constant of the batch.
/// </summary>
/// <remarks>Its sites are that one and those that depend on it. It owns the network.</remarks>
internal sealed class CutFunction : ITracedFunction
{
    private readonly ITracedFunction _whole;
    private readonly int _start;
    private readonly ulong _seed;
    private readonly Dictionary<int, int> _siteOf = [];
    private readonly Lazy<IReadOnlySet<int>> _mainPath;
    private Tensor? _batch;

    /// <summary>Cuts a network.</summary>
    /// <param name="whole">The network.</param>
    /// <param name="start">The index of the site.</param>
    /// <param name="seed">The seed of every random number.</param>
    public CutFunction(ITracedFunction whole, int start, ulong seed)
    {
        (_whole, _start, _seed) = (whole, start, seed);
        FindSites();
        Sites = [.. _siteOf.OrderBy(pair => pair.Value).Select(pair => whole.Sites[pair.Key])];
        _mainPath = new(() => whole.MainPathFrom(start).Where(_siteOf.ContainsKey).Select(site => _siteOf[site])
            .ToHashSet());
    }

    /// <inheritdoc/>
    public IReadOnlyList<TracedSite> Sites { get; }

    /// <inheritdoc/>
    public IReadOnlySet<int> MainPath => _mainPath.Value;

    /// <inheritdoc/>
    public IReadOnlyList<DrawableParameter> Parameters => _whole.Parameters;

    /// <inheritdoc/>
    public ScalarType Arithmetic => _whole.Arithmetic;

    /// <inheritdoc/>
    public ChannelAxis EntryAxis => _whole.Sites[_start].ChannelAxis;

    /// <inheritdoc/>
    public Tensor Sample(int count) => ValueOf(_whole.Sample(count));

    /// <summary>The value at the site, and noise: independent Gaussian numbers of mean square 1 a channel.</summary>
    /// <inheritdoc path="/param"/>
    public Tensor Enter(Tensor batch, int replicate)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor value = ValueOf(batch.is_floating_point() ? TwinBatch.Signal(batch).to(Arithmetic) : batch);
        Tensor drawn = zeros(value.shape, ScalarType.Float32);
        new RandomStream(_seed, replicate, 0, RandomPurpose.Noise).FillNormal(TensorMemory.Span<float>(drawn));
        Tensor noise = drawn.to(ScalarType.Float64);
        long channels = EntryAxis == ChannelAxis.Last ? noise.Dimensions - 1 : 1;
        long[] others = [.. Enumerable.Range(0, (int)noise.Dimensions).Select(i => (long)i).Where(i => i != channels)];
        noise = noise.div(noise.mul(noise).mean(others, keepdim: true).sqrt());
        return cat([value, noise.to(Arithmetic, value.device)], 0).MoveToOuterDisposeScope();
    }

    /// <summary>Computes the network of the batch that entered last.</summary>
    /// <param name="input">The value at the site.</param>
    /// <param name="pass">See <see cref="ITracedFunction.Replace"/>.</param>
    public void Replace(Tensor input, Func<int, Tensor, Tensor> pass)
    {
        Tensor batch = _batch ?? throw new InvalidOperationException("no batch has entered");
        _whole.Replace(batch, (site, value) => !_siteOf.TryGetValue(site, out int own) ? value
            // What comes next may overwrite it.
            : pass(own, site == _start ? input.clone() : value));
    }

    /// <inheritdoc/>
    public IReadOnlySet<int> MainPathFrom(int site)
    {
        int there = _siteOf.First(pair => pair.Value == site).Key;
        return _whole.MainPathFrom(there).Where(_siteOf.ContainsKey).Select(on => _siteOf[on]).ToHashSet();
    }

    /// <summary>Releases the network.</summary>
    public void Dispose()
    {
        _batch?.Dispose();
        _whole.Dispose();
    }

    // Takes the batch, and gives the value at the site.
    private Tensor ValueOf(Tensor batch)
    {
        using IDisposable noGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        _batch?.Dispose();
        _batch = batch.detach().clone().DetachFromDisposeScope();
        Tensor? found = null;
        _whole.Evaluate(_batch, (site, value) =>
        {
            if (site == _start) found = value.clone().DetachFromDisposeScope();
        });
        scope.Attach(found!);
        return found!.MoveToOuterDisposeScope();
    }

    private void FindSites()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor leaf = Sample(2);
        leaf.requires_grad = true;
        _whole.Replace(_batch!, (site, value) =>
        {
            Tensor given = site == _start ? leaf.clone() : value;
            if (given.requires_grad) _siteOf.Add(site, _siteOf.Count);
            return given;
        });
    }
}
