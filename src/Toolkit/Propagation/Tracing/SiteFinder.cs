using MomentsDnns.Architectures.Networks;
using static TorchSharp.torch;

namespace MomentsDnns.Propagation.Tracing;

/// <summary>
/// Decides in a first pass which inputs and outputs of modules are sites: an output that is no copy of a value shown
/// before; and an input that no module gave, which some function between modules did.
/// </summary>
internal sealed class SiteFinder : IDisposable
{
    private readonly List<TracedSite> _sites = [];
    private readonly List<Tensor> _values = [];
    private readonly List<int?> _siteOfEvent = [];
    private readonly Dictionary<string, int> _uses = [];

    /// <summary>The sites so far.</summary>
    public IReadOnlyList<TracedSite> Sites => [.. _sites];

    /// <summary>For each input and output in the order of calls the site that it is; null where it is none.</summary>
    public IReadOnlyList<int?> SiteOfEvent => _siteOfEvent;

    /// <summary>Looks at what passes.</summary>
    /// <param name="called">The module.</param>
    /// <param name="value">Its input or output.</param>
    /// <param name="isInput">Which.</param>
    public void Look(CalledModule called, Tensor value, bool isInput)
    {
        bool isWhole = called.Name.Length == 0, isFirst = _siteOfEvent.Count == 0;
        bool isLeaf = !called.Module.children().Any();
        int? known = Known(value);
        if (isInput)
        {
            if (known is { } site)
            {
                _sites[site] =
                    _sites[site] with { Roles = _sites[site].Roles | ModuleKinds.RolesOfInput(called.Module) };
            }
            // What the whole takes in is the input, which is no site; so is what its first part takes in.
            bool isNew = !isFirst && !isWhole && known is null && IsBatch(value) && !IsInput(value);
            _siteOfEvent.Add(isNew ? Add($"{called.Name}.input", "function", ModuleKinds.RolesOfInput(called.Module),
                value, null, isTakenIn: true) : null);
            if (isFirst) _input = value.clone().DetachFromDisposeScope();
            return;
        }

        // A part that computes is a site, whatever it gives: two zeros are alike by chance.
        bool computes = isLeaf && !ModuleKinds.OnlyReshapes(called.Module);
        bool isSite = IsBatch(value) && (computes || (!isLeaf && known is null));
        _siteOfEvent.Add(isSite
            ? Add(isWhole ? "output" : called.Name, isWhole ? "function" : called.Kind,
                isLeaf ? ModuleKinds.RolesOf(called.Module) : SiteRoles.None, value, ModuleKinds.AxisOf(called.Module))
            : null);
    }

    private Tensor? _input;

    /// <summary>Releases the values kept.</summary>
    public void Dispose()
    {
        foreach (Tensor value in _values) value.Dispose();
        _values.Clear();
        _input?.Dispose();
        _input = null;
    }

    private int Add(string name, string kind, SiteRoles roles, Tensor value, ChannelAxis? axis, bool isTakenIn = false)
    {
        int uses = _uses[name] = _uses.GetValueOrDefault(name) + 1;
        ChannelAxis found =
            axis ?? AxisBefore(value) ?? (value.Dimensions == 3 ? ChannelAxis.Last : ChannelAxis.Second);
        _sites.Add(new(uses == 1 ? name : $"{name}[{uses}]", kind, roles, found) { IsTakenIn = isTakenIn });
        _values.Add(value.clone().DetachFromDisposeScope());
        return _sites.Count - 1;
    }

    // The last value of that number of axes and that many channels.
    private ChannelAxis? AxisBefore(Tensor value)
    {
        for (int i = _values.Count - 1; i >= 0; i--)
        {
            if (_values[i].Dimensions == value.Dimensions
                && Channels(_values[i], i) == ChannelsAt(value, _sites[i].ChannelAxis))
                return _sites[i].ChannelAxis;
        }

        return null;
    }

    private long Channels(Tensor value, int site) => ChannelsAt(value, _sites[site].ChannelAxis);

    private static long ChannelsAt(Tensor value, ChannelAxis axis) =>
        axis == ChannelAxis.Last ? value.shape[^1] : value.shape[1];

    private int? Known(Tensor value)
    {
        for (int i = _values.Count - 1; i >= 0; i--)
        {
            if (IsSame(_values[i], value)) return i;
        }

        return null;
    }

    private bool IsInput(Tensor value) => _input is { } input && IsSame(input, value);

    private static bool IsSame(Tensor a, Tensor b) =>
        a.dtype == b.dtype && a.numel() == b.numel() && a.reshape(-1).eq(b.reshape(-1)).all().item<bool>();

    private static bool IsBatch(Tensor value) => value.is_floating_point() && value.Dimensions is >= 2 and <= 5;
}
