using System.CommandLine;
using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Cli.Options;

/// <summary><c>--init</c>: one of <see cref="InitializationCatalog"/>.</summary>
internal sealed class InitializationOption() : WordOption<InitializationKind?>("--init",
    "Law of the weights: normal of variance 2/fan-in (he), 1/fan-in (lecun), V/fan-in (gaussian); orthogonal; weight vectors uniform in a ball "
    + "(uniform); element-wise as torch.nn.init has them (kaiming-uniform, xavier-uniform, xavier-normal); "
    + "PyTorch's default with its biases (pytorch) "
    + $"[default: {Default.Name}]",
    string.Join("|", Names), OneOf(Names))
{
    private static InitializationKind Default => new NetworkOptions().Initialization;

    private static IEnumerable<string> Names => InitializationCatalog.All.Select(kind => kind.Name);

    /// <summary>The law given, or the default.</summary>
    public InitializationKind In(ParseResult parsed) => Given(parsed) ?? Default;

    /// <inheritdoc/>
    protected override InitializationKind? Read(string text) => InitializationCatalog.Find(text);
}
