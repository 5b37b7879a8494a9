using MomentsDnns.Results;
using MomentsDnns.Results.Exchange;

namespace MomentsDnns.Cli.Options;

/// <summary><c>--architecture</c> of an imported file: what its numbered places mean.</summary>
internal sealed class ImportedArchitectureOption() : WordOption<ReferenceLayout?>("--architecture",
    "The architecture that the file is of [default: told by the places that its arrays have]", string.Join("|", Names),
    OneOf(Names))
{
    private static IEnumerable<string> Names => Enum.GetValues<ArchitectureShorthand>().Select(OptionText.Of);

    /// <inheritdoc/>
    protected override ReferenceLayout? Read(string text) =>
        !OptionText.TryParse(text, out ArchitectureShorthand name) ? null : name switch
        {
            ArchitectureShorthand.BnFf => ReferenceLayout.NormFeedforward,
            ArchitectureShorthand.BnRes => ReferenceLayout.Residual,
            _ => ReferenceLayout.Vanilla,
        };
}
