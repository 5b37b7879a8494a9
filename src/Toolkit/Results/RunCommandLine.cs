using MomentsDnns.Results.Options;

namespace MomentsDnns.Results;

/// <summary>
/// The command line that measures an experiment: <c>moments run</c> with every option that is not at its default.
/// </summary>
public static class RunCommandLine
{
    /// <summary>
    /// The words behind <c>moments run</c>. Options without meaning for the network are left out, as the command asks.
    /// </summary>
    /// <param name="configuration">
    /// The experiment; a dataset from a folder is named without the path to it, which is not known.
    /// </param>
    /// <param name="simulations">Simulations in all.</param>
    public static IReadOnlyList<string> Arguments(ExperimentConfiguration configuration, int simulations)
    {
        List<string> words = [];
        foreach (OptionDeclaration option in ExperimentOptions.OfCommandLine)
        {
            if (option.Applies(configuration) && option.IsUnusual(configuration)
                && option.OnCommandLine(configuration) is { } value)
                words.AddRange(["--" + option.Name, value]);
            if (option.Property == nameof(configuration.BatchSize)
                && simulations != ExperimentOptions.DefaultSimulations)
                words.AddRange(["--simulations", $"{simulations}"]);
        }

        return words;
    }

    /// <summary>Whether an option of an experiment is one of a training too.</summary>
    /// <param name="option">The option.</param>
    public static bool IsOfTraining(OptionDeclaration option) => ExperimentOptions.OfNetworks.Contains(option)
        || option.Property is nameof(ExperimentConfiguration.Dataset) or nameof(ExperimentConfiguration.BatchSize)
            or nameof(ExperimentConfiguration.Seed) or nameof(ExperimentConfiguration.Precision)
            or nameof(ExperimentConfiguration.DatasetFingerprint);

    /// <summary>The words behind <c>moments train</c>.</summary>
    /// <param name="configuration">The nets.</param>
    /// <param name="trained">How they are trained.</param>
    /// <param name="simulations">Nets in all.</param>
    public static IReadOnlyList<string> Arguments(ExperimentConfiguration configuration, TrainedSource trained,
        int simulations)
    {
        // Labels and classes are the images', the split share has no meaning where the dataset has tests.
        string[] told = ["classes", "label-fingerprint", "constants"];
        List<string> words = [];
        foreach (OptionDeclaration option in ExperimentOptions.OfCommandLine.Where(IsOfTraining))
        {
            bool isAlways = option.Property is nameof(configuration.Dataset) or nameof(configuration.BatchSize);
            if (option.Applies(configuration) && (isAlways || option.IsUnusual(configuration))
                && option.OnCommandLine(configuration) is { } value)
                words.AddRange(["--" + option.Name, value]);
        }

        foreach ((string option, string value) in TrainedSource.Options(trained).Where(o => !told.Contains(o.Option)))
        {
            if (value.Length > 0) words.AddRange(["--" + option, value]);
            else if (option is "probe-steps" or "noise-levels") words.AddRange(["--" + option, "none"]);
        }

        if (!trained.TrainsConstants) words.Add("--hold-constants");
        return [.. words, "--simulations", $"{simulations}"];
    }

    /// <summary>The words behind <c>moments probe</c>.</summary>
    /// <param name="probed">
    /// What was probed; files of a model, of weights, of inputs and of images are named without the path to them, which
    /// is not known.
    /// </param>
    /// <param name="simulations">Replicates in all.</param>
    public static IReadOnlyList<string> Arguments(ProbedSource probed, int simulations)
    {
        List<string> words = [probed.Model];
        Add("init", probed.Init);
        Add("state", probed.State);
        Add("norm-statistics", probed.NormStatistics);
        Add("input-shape", string.Join('x', probed.InputShape));
        Add("signal-at", probed.SignalAt);
        foreach (ProbedInput input in probed.Inputs) Add("input", input.Text);
        Add("scaling", probed.Scaling);
        Add(probed.IsOfImageFolder ? "images" : "dataset", probed.Dataset);
        Add("batch-size", $"{probed.BatchSize}");
        if (probed.Precision != Precision.Float64) Add("precision", OptionText.Of(probed.Precision));
        Add("seed", $"{probed.Seed}");
        Add("simulations", $"{simulations}");
        return words;

        void Add(string option, string value)
        {
            if (value.Length > 0) words.AddRange(["--" + option, value]);
        }
    }

    /// <summary>
    /// A command as a shell of Unix takes it, a word with other characters than names have in quotes.
    /// </summary>
    /// <param name="words">The words.</param>
    public static string Quoted(IEnumerable<string> words) => string.Join(' ', words.Select(word =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c)
        || "-_./:=+,".Contains(c, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'"));
}
