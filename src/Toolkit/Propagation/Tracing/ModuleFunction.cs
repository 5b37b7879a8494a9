using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Propagation.Tracing;

/// <summary>
/// A TorchSharp module from one tensor to one tensor as a function whose sites are the outputs of the modules in it,
/// once for each call. A sum or another function between modules is a site where a module takes its value in, or where
/// it leaves the module that contains it.
/// </summary>
/// <remarks>
/// The module is converted to the arithmetic asked for and set to evaluation: dropout is off. Batch norms use the
/// statistics chosen. It must call its children by <c>call</c>, which hooks see, and in the same order every time.
/// Unless <see cref="OwnsModule"/> it stays its owner's: <see cref="Dispose"/> removes the hooks and restores training
/// mode, running statistics and gradients, not the arithmetic. Not thread safe.
/// </remarks>
public sealed class ModuleFunction : ITracedFunction
{
    private readonly nn.Module<Tensor, Tensor> _module;
    private readonly ModuleState _state;
    private readonly CallRecorder _calls;
    private readonly Lazy<IReadOnlySet<int>> _mainPath;
    private readonly IReadOnlyList<long> _inputShape;
    private readonly int? _vocabulary;
    private readonly Device? _device;

    /// <summary>Hangs hooks on a module and finds its sites by a first pass.</summary>
    /// <param name="module">The module, <c>[N, ...]</c> to <c>[N, ...]</c>.</param>
    /// <param name="inputShape">
    /// The shape of one input, without N, such as <c>[3, 224, 224]</c>; of tokens their number.
    /// </param>
    /// <param name="statistics">By which statistics batch norms standardize.</param>
    /// <param name="arithmetic">32 or 64 bits; 64 by default.</param>
    /// <param name="device">Where to compute; the CPU by default.</param>
    /// <param name="vocabulary">Of a module that takes tokens: how many there are; null: it takes numbers.</param>
    /// <param name="watched">
    /// Of which modules, by name, inputs and outputs may be sites; null: of every one. The whole counts always.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The module does not take such an input, or holds a batch norm without running statistics, which cannot be
    /// constants.
    /// </exception>
    public ModuleFunction(nn.Module<Tensor, Tensor> module, IReadOnlyList<long> inputShape, BatchStatistics statistics,
        ScalarType arithmetic = ScalarType.Float64, Device? device = null, int? vocabulary = null,
        Func<string, bool>? watched = null)
    {
        (_module, Arithmetic, _inputShape, _vocabulary, _device) = (module, arithmetic, inputShape, vocabulary, device);
        module.to(arithmetic);
        if (device is not null) module.to(device);
        _state = new(module, statistics);
        _calls = new(module, statistics, watched);
        Parameters = ModuleParameters.Of(module);
        try
        {
            Sites = FindSites();
        }
        catch
        {
            Dispose();
            throw;
        }

        _mainPath = new(() => WatchedIsPath ? new HashSet<int>(Enumerable.Range(0, Sites.Count))
            : MainPathSearch.Of(module, _calls, inputShape, SampleOf));
    }

    /// <summary>Whether the module is released with this; false by default.</summary>
    public bool OwnsModule { get; init; }

    /// <summary>Whether every site is known to lie on the main path; false by default: it is searched.</summary>
    public bool WatchedIsPath { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<TracedSite> Sites { get; }

    /// <inheritdoc/>
    public IReadOnlySet<int> MainPath => _mainPath.Value;

    /// <inheritdoc/>
    public IReadOnlyList<DrawableParameter> Parameters { get; }

    /// <inheritdoc/>
    public ScalarType Arithmetic { get; }

    /// <inheritdoc/>
    public Tensor Sample(int count) => SampleOf(_inputShape, count);

    /// <inheritdoc/>
    public void Replace(Tensor input, Func<int, Tensor, Tensor> pass)
    {
        using IDisposable watching = _calls.Show(pass);
        using Tensor output = _module.call(input);
        _calls.RequireComplete();
    }

    /// <inheritdoc/>
    public IReadOnlySet<int> MainPathFrom(int site) =>
        MainPathSearch.Of(_module, _calls, _inputShape, SampleOf, site);

    /// <summary>Removes the hooks and restores the module's state.</summary>
    public void Dispose()
    {
        _calls.Dispose();
        _state.Dispose();
        if (OwnsModule) _module.Dispose();
    }

    // Two random inputs, so that no site shows the same value by chance.
    private IReadOnlyList<TracedSite> FindSites()
    {
        using IDisposable noGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor input = Sample(2);
        try
        {
            return _calls.Find(() => _module.call(input));
        }
        catch (Exception cause) when (cause is ExternalException or ArgumentException)
        {
            string first = cause.Message.Split('\n')[0];
            throw new ArgumentException(
                $"{_module.GetType().Name} does not take an input of {string.Join(" x ", _inputShape)}: {first}; "
                + "give the shape that it takes", "inputShape", cause);
        }
    }

    private Tensor SampleOf(IReadOnlyList<long> shape) => SampleOf(shape, 2);

    private Tensor SampleOf(IReadOnlyList<long> shape, int count) => _vocabulary is { } vocabulary
        ? SampleInput.OfTokens(count, shape[0], vocabulary, _device)
        : SampleInput.Of(count, shape, Arithmetic, _device);
}
