using MomentsDnns.Architectures.Networks;
using MomentsDnns.Propagation.Tracing;

namespace MomentsDnns.Propagation.Running;

/// <summary>The site at which a probe's signal begins.</summary>
internal static class SignalStart
{
    private const int Named = 5;

    /// <summary>Its index among the sites of the network.</summary>
    /// <param name="probe">The probe, which names it.</param>
    /// <param name="sites">The sites.</param>
    /// <exception cref="OptionException">There is no such site, or no signal can begin there.</exception>
    public static int Find(Probe probe, IReadOnlyList<TracedSite> sites)
    {
        string name = probe.SignalAt!.TrimStart('/');
        int found = Enumerable.Range(0, sites.Count).FirstOrDefault(i => sites[i].Name == name, -1);
        if (found < 0)
        {
            string[] alike = [.. Usable(sites).Where(n => n.Contains(name, StringComparison.OrdinalIgnoreCase))];
            throw Fault($"is no site of {FaultText.Literal(probe.Model.Name)}",
                "take such as " + Names(alike.Length > 0 ? alike : Usable(sites)));
        }

        if (!sites[found].IsTakenIn) return found;
        throw Fault("is what one module takes in, of which others may take the rest: no signal can begin there",
            "take the output of a module, such as " + Names(Usable(sites)));

        OptionException Fault(string rule, string remedy) =>
            new([new(nameof(Probe.SignalAt), probe.SignalAt!, rule, remedy)]);
    }

    /// <summary>That a network takes tokens and no site is named; null where all is sound.</summary>
    /// <param name="probe">The probe.</param>
    public static OptionFault? Broken(Probe probe) => probe is not { SignalAt: null, Model.Tokens: { } tokens } ? null
        : OptionFault.Missing(nameof(Probe.SignalAt),
            $"{FaultText.Literal(probe.Model.Name)} takes whole numbers ({FaultText.Literal(tokens.Name)}), to which "
                + "no infinitesimal noise can be added",
            "name the site behind their embedding"
                + (tokens.Starts.Count == 0 ? "" : ": " + FaultText.Literal(string.Join(" or ", tokens.Starts))));

    private static string[] Usable(IReadOnlyList<TracedSite> sites) =>
        [.. sites.Where(site => !site.IsTakenIn).Select(site => site.Name)];

    private static string Names(string[] names) => FaultText.Literal(string.Join(", ", names.Take(Named)));
}
