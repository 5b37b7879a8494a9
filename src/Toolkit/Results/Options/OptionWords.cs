using System.Numerics;

namespace MomentsDnns.Results.Options;

/// <summary>The words of an option on the command line. What is registered later is a word too.</summary>
/// <param name="List">The words as help texts list them, such as <c>auto|direct</c>, or <c>N</c>.</param>
/// <param name="Rule">What a word must be, and the remedy.</param>
/// <param name="Read">An experiment with the value that a word means; null where it means none.</param>
public sealed record OptionWords(
    Func<string> List, Func<string> Rule, Func<ExperimentConfiguration, string, ExperimentConfiguration?> Read)
{
    /// <summary>Numbers, read independently of the user's language.</summary>
    /// <param name="with">The experiment with a value.</param>
    public static OptionWords Numbers<T>(Func<ExperimentConfiguration, T, ExperimentConfiguration> with)
        where T : struct, INumber<T>, IMinMaxValue<T> => new(() => NumberText.Word, NumberText.Rule<T>,
            (experiment, word) => NumberText.Read<T>(word) is { } value ? with(experiment, value) : null);

    /// <summary>The members of an enum.</summary>
    /// <param name="with">The experiment with a value.</param>
    public static OptionWords Choices<T>(Func<ExperimentConfiguration, T, ExperimentConfiguration> with)
        where T : struct, Enum => Kinds(() => Enum.GetValues<T>().Select(OptionText.Of),
            (experiment, word) => OptionText.TryParse(word, out T value) ? with(experiment, value) : null);

    /// <summary>Names.</summary>
    /// <param name="names">Those there are.</param>
    /// <param name="read">The experiment with what a name means, or null.</param>
    public static OptionWords Kinds(
        Func<IEnumerable<string>> names, Func<ExperimentConfiguration, string, ExperimentConfiguration?> read) =>
        new(() => string.Join("|", names()),
            () => $"must be one of {string.Join(", ", names())}; take one of them", read);
}
