using MomentsDnns.Architectures.Activations;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Normalization;

namespace MomentsDnns.Benchmarks.Comparison.Harness;

/// <summary>Networks that differ from one of the paper's in a norm or an activation.</summary>
internal static class Variant
{
    private const string Differentiated = "batch-differentiated";

    /// <summary>The norms, as on this program's command line.</summary>
    public static IReadOnlyList<string> Norms { get; } = ["batch", Differentiated, "layer", "instance", "group"];

    /// <summary>The options <c>norm</c> and <c>activation</c> in place of a network's own.</summary>
    public static NetworkOptions Of(Arguments arguments, NetworkOptions network)
    {
        if (arguments.Text("norm") is not null)
        {
            string norm = arguments.Choice("norm", "", Norms);
            network = norm == Differentiated
                ? network with { Norm = NormKind.Batch, NormStatistics = NormStatistics.Differentiated }
                : network with { Norm = NormCatalog.Find(norm.ToLowerInvariant()) ?? throw new ArgumentException($"norm {norm}: is none") };
        }

        return arguments.Text("activation") is null
            ? network
            : network with { Activation = ActivationCatalog.Find(arguments.Choice("activation", "", ActivationCatalog.All.Select(a => a.Name)))! };
    }
}
