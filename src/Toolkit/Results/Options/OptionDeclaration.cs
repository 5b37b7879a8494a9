using System.Globalization;
using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Results.Options;

/// <summary>
/// All that is said of one property of <see cref="NetworkOptions"/> or <see cref="ExperimentConfiguration"/>: its name
/// and words on the command line, its
/// key in <c>experiment.json</c>, its part of a run's name, its label, and when it has a meaning. Command line, names,
/// labels and files read it here.
/// </summary>
public sealed record OptionDeclaration
{
    private readonly string? _key, _name;

    /// <summary>The property's name, such as <c>KernelSize</c>.</summary>
    public required string Property { get; init; }

    /// <summary>The value in an experiment; null where it is not given.</summary>
    public required Func<ExperimentConfiguration, object?> Value { get; init; }

    /// <summary>
    /// The field of <c>experiment.json</c>; by default the property's name in lower case with dashes.
    /// </summary>
    public string Key
    {
        get => _key ?? OptionText.FromMember(Property);
        init => _key = value;
    }

    /// <summary>The option of the command line that sets it, without dashes; by default the field's name.</summary>
    public string Name
    {
        get => _name ?? Key;
        init => _name = value;
    }

    /// <summary>Its place among the options of the command line; null where it has none of its own.</summary>
    public int? Place { get; init; }

    /// <summary>What <c>--help</c> says of it, the default apart.</summary>
    public string Help { get; init; } = "";

    /// <summary>The default in the words of <c>--help</c>; null: the value's text.</summary>
    public string? DefaultHelp { get; init; }

    /// <summary>The words that it takes; null where the command line does not set it.</summary>
    public OptionWords? Words { get; init; }

    /// <summary>The value as on the command line; null: as <see cref="Text"/> has it.</summary>
    public Func<ExperimentConfiguration, string>? Written { get; init; }

    /// <summary>Its part of a run's name; null: none.</summary>
    public NamePart? InName { get; init; }

    /// <summary>What a label makes of the value's text; null: the value, a number behind the option's name.</summary>
    public Func<string, string>? Label { get; init; }

    /// <summary>The label where no value is given; null: there is nothing to say.</summary>
    public string? LabelOfNone { get; init; }

    /// <summary>Whether it changes no law, or follows from another option, so that labels never name it.</summary>
    public bool IsIncidental { get; init; }

    /// <summary>When it has a meaning; null: always.</summary>
    public OptionCondition? Condition { get; init; }

    /// <summary>Its value by default, in an experiment of the same depth; null: that of a default experiment.</summary>
    public Func<ExperimentConfiguration, object?>? DefaultOf { get; init; }

    /// <summary>Whether the first format of <c>experiment.json</c> had it already.</summary>
    public bool IsInFirstFormat { get; init; } = true;

    /// <summary>
    /// The value as text, the same in names, labels and <c>experiment.json</c>; null where it is not given.
    /// </summary>
    /// <param name="experiment">The experiment.</param>
    public string? Text(ExperimentConfiguration experiment) => TextOf(Value(experiment));

    /// <summary>The value as on the command line; null where it is not given.</summary>
    /// <param name="experiment">The experiment.</param>
    public string? OnCommandLine(ExperimentConfiguration experiment) =>
        Value(experiment) is not { } value ? null : Written?.Invoke(experiment) ?? TextOf(value);

    /// <summary>Whether the value is another than by default; one that is the default in other words is not.</summary>
    /// <param name="experiment">The experiment.</param>
    public bool IsUnusual(ExperimentConfiguration experiment) =>
        !Equals(Value(experiment), (DefaultOf ?? (_ => Value(ExperimentOptions.Default)))(experiment));

    /// <summary>Whether it has a meaning in an experiment.</summary>
    /// <param name="experiment">The experiment.</param>
    public bool Applies(ExperimentConfiguration experiment) => Condition?.Holds(experiment.Network) ?? true;

    /// <summary>
    /// That a value was given which has no meaning in an experiment; null where it has, or the network's rules say so.
    /// </summary>
    /// <param name="experiment">The experiment.</param>
    public OptionFault? Fault(ExperimentConfiguration experiment) =>
        Applies(experiment) || Condition is not { Rule: { } rule, Remedy: { } remedy }
        ? null
        : new(Property, Text(experiment) ?? "", rule(experiment.Network),
        remedy)
        { OptionValue = OnCommandLine(experiment) };

    /// <summary>The help text, with the default.</summary>
    public string HelpText() => $"{Help} [default: {DefaultHelp ?? OnCommandLine(ExperimentOptions.Default)}]";

    private static string? TextOf(object? value) => value switch
    {
        null => null,
        double number => OptionFault.Format(number),
        Enum member => OptionText.FromMember(member.ToString()),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
