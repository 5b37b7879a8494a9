using MomentsDnns.Architectures.Text;

namespace MomentsDnns.Architectures.Networks;

/// <summary>
/// The topologies known by name, on the command line and in <c>experiment.json</c>. A new one is a file, a class that
/// derives from <see cref="Topology"/> with its <see cref="NetworkUnit"/>, and a line: a call of
/// <see cref="Register"/>.
/// </summary>
public static class TopologyCatalog
{
    private static readonly NamedKinds<Topology> Kinds =
        new("topology", kind => [kind.Name], kind => kind.GetType(), [Topology.Feedforward, Topology.Residual]);

    /// <summary>Every topology known, <see cref="Topology.Feedforward"/> first.</summary>
    public static IReadOnlyList<Topology> All => Kinds.All;

    /// <summary>The topology of a name, or null.</summary>
    /// <param name="name">As on the command line.</param>
    public static Topology? Find(string name) => Kinds.Find(name);

    /// <summary>
    /// Makes a topology known by its name. Again the same one: no effect. May be called from any thread.
    /// </summary>
    /// <param name="topology">The topology.</param>
    /// <returns>The topology known, for options.</returns>
    /// <exception cref="ArgumentException">Another topology has the name, or the name is none.</exception>
    public static Topology Register(Topology topology) => Kinds.Register(topology);
}
