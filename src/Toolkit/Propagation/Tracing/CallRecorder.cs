using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MomentsDnns.Propagation.Tracing;

/// <summary>
/// Hooks on every module in a module. A first pass decides which of their inputs and outputs are sites; later passes
/// show these, in the same order.
/// </summary>
internal sealed class CallRecorder : IDisposable
{
    private readonly List<Action> _detach = [];
    private int?[] _siteOfEvent = [];
    private SiteFinder? _finder;
    private Func<int, Tensor, Tensor>? _show;
    private int _events;

    public CallRecorder(nn.Module<Tensor, Tensor> root, BatchStatistics statistics, Func<string, bool>? watched = null)
    {
        HashSet<nn.Module> seen = [];
        foreach ((string name, nn.Module any) in root.named_modules().Select(m => (m.name, m.module))
            .Append(("", root)))
        {
            if (any is not nn.Module<Tensor, Tensor> module || !seen.Add(any)) continue;
            CalledModule called = new(name, module);
            bool isWatched = name.Length == 0 || watched is null || watched(name);
            Tensor? kept = null; // the input of a function that is computed again by another way
            var before = module.register_forward_pre_hook((_, input) =>
            {
                if (statistics == BatchStatistics.Frozen && module is BatchNorm norm)
                    BatchNormModules.Freeze(norm, input);
                Tensor taken = isWatched ? Pass(called, input, isInput: true) : input;
                // It may work in place; norms and convolutions do not.
                if (SecondDerivatives.AreLacking(module)) kept = taken.clone();
                else if (SecondDerivatives.AreCostly(module, taken)) kept = taken;
                return taken;
            });
            var after = module.register_forward_hook((_, _, output) =>
            {
                Tensor given = kept is null ? output : SecondDerivatives.Again(module, kept, output);
                kept = null;
                return isWatched ? Pass(called, given, isInput: false) : given;
            });
            _detach.Add(before.remove);
            _detach.Add(after.remove);
        }
    }

    /// <summary>Finds the sites by a pass.</summary>
    /// <param name="pass">Calls the module.</param>
    public IReadOnlyList<TracedSite> Find(Func<Tensor> pass)
    {
        (_finder, _events) = (new(), 0);
        try
        {
            pass();
            _siteOfEvent = [.. _finder.SiteOfEvent];
            return _finder.Sites;
        }
        finally
        {
            _finder.Dispose();
            _finder = null;
        }
    }

    /// <summary>Shows the sites of the passes until it is disposed.</summary>
    /// <param name="show">Takes the index of a site and its value; gives the value to go on with.</param>
    public IDisposable Show(Func<int, Tensor, Tensor> show)
    {
        (_show, _events) = (show, 0);
        return new Ending(() => _show = null);
    }

    /// <summary>Throws unless the pass made the calls of the first one.</summary>
    /// <exception cref="InvalidOperationException">It made others.</exception>
    public void RequireComplete()
    {
        if (_events == _siteOfEvent.Length) return;
        throw new InvalidOperationException("the module called its parts another number of times than in its first "
            + "pass: what it computes must not depend on the numbers that pass");
    }

    /// <summary>Removes the hooks.</summary>
    public void Dispose()
    {
        foreach (Action detach in _detach) detach();
        _detach.Clear();
    }

    private Tensor Pass(CalledModule module, Tensor value, bool isInput)
    {
        int passing = _events++;
        if (_finder is { } finder)
        {
            finder.Look(module, value, isInput);
            return value;
        }

        return _show is { } show && passing < _siteOfEvent.Length && _siteOfEvent[passing] is { } site
            ? show(site, value) : value;
    }

    private sealed class Ending(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
