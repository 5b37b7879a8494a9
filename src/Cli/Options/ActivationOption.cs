using System.CommandLine;
using MomentsDnns.Architectures.Activations;
using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Cli.Options;

/// <summary><c>--activation</c>: one of <see cref="ActivationCatalog"/>.</summary>
internal sealed class ActivationOption() : WordOption<ActivationKind?>(
    "--activation", $"Activation of each layer [default: {Default.Name}]", string.Join("|", Names), OneOf(Names))
{
    private static ActivationKind Default => new NetworkOptions().Activation;

    private static IEnumerable<string> Names => ActivationCatalog.All.Select(a => a.Name);

    /// <summary>The activation given, or the default.</summary>
    public ActivationKind In(ParseResult parsed) => Given(parsed) ?? Default;

    /// <inheritdoc/>
    protected override ActivationKind? Read(string text) => ActivationCatalog.Find(text);
}
