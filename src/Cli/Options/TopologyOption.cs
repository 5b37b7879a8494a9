using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Cli.Options;

/// <summary><c>--topology</c>: one of <see cref="TopologyCatalog"/>.</summary>
internal sealed class TopologyOption() : WordOption<Topology?>("--topology",
    $"How layers are joined [default: {new NetworkOptions().Topology.Name}]", string.Join("|", Names), OneOf(Names))
{
    private static IEnumerable<string> Names => TopologyCatalog.All.Select(kind => kind.Name);

    /// <inheritdoc/>
    protected override Topology? Read(string text) => TopologyCatalog.Find(text);
}
