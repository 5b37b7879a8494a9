using System.CommandLine;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using MomentsDnns.Results.Options;

namespace MomentsDnns.Cli.Options;

/// <summary>An option of an experiment, as it is declared.</summary>
/// <param name="declaration">Its declaration.</param>
internal sealed class DeclaredOption(OptionDeclaration declaration)
    : WordOption<string?>(
        "--" + declaration.Name, declaration.HelpText(), declaration.Words!.List(), declaration.Words.Rule())
{
    /// <summary>The experiment with the value that was given, or as it is.</summary>
    public ExperimentConfiguration Set(ExperimentConfiguration experiment, ParseResult parsed) =>
        Given(parsed) is { } word ? declaration.Words!.Read(experiment, word)! : experiment;

    /// <summary>
    /// That it was given though it has no meaning in the experiment; null where it has, or was left out.
    /// </summary>
    public OptionFault? Fault(ExperimentConfiguration experiment, ParseResult parsed) =>
        Given(parsed) is null ? null : declaration.Fault(experiment);

    /// <summary>That it was given and contradicts an experiment.</summary>
    public OptionFault? Contradiction(
        ExperimentConfiguration experiment, ParseResult parsed, Func<string, string> rule) =>
        Given(parsed) is { } word
            && !Equals(declaration.Value(Set(experiment, parsed)), declaration.Value(experiment))
            ? new(declaration.Property, word, rule(declaration.Text(experiment)!), "leave one of them out")
            : null;

    /// <inheritdoc/>
    protected override string? Read(string text) =>
        declaration.Words!.Read(ExperimentOptions.Default, text) is null ? null : text;
}
