using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Numerics;

namespace MomentsDnns.Results;

/// <summary>The command line that measures an experiment: <c>moments run</c> with every option that is not at its default.</summary>
public static class RunCommandLine
{
    private const int MostRecords = 100, DefaultSimulations = 1000;

    private static readonly ExperimentConfiguration Default = new();

    /// <summary>How many depths are recorded where the user does not say: the largest divisor of the depth up to 100.</summary>
    /// <param name="depth">The depth.</param>
    public static int DefaultRecords(int depth) => Divisors.Greatest(depth, MostRecords);

    /// <summary>The words behind <c>moments run</c>. Options without meaning for the network are left out, as the command asks.</summary>
    /// <param name="configuration">The experiment; a dataset from a folder is named without the path to it, which is not known.</param>
    /// <param name="simulations">Simulations in all.</param>
    public static IReadOnlyList<string> Arguments(ExperimentConfiguration configuration, int simulations)
    {
        NetworkOptions network = configuration.Network, usual = Default.Network;
        List<string> words = [];
        Add("topology", network.Topology.Name, usual.Topology.Name);
        Add("norm", network.Norm.TextOf(network), usual.Norm.TextOf(usual));
        AddChoice("norm-statistics", network.NormStatistics, usual.NormStatistics);
        if (network.Norm.Exists) AddNumber("norm-epsilon", network.NormEpsilon, usual.NormEpsilon);
        Add("activation", network.Activation.Name, usual.Activation.Name);
        if (network.Topology.AddsBranch) Add("residual-depth", $"{network.ResidualDepth}", $"{usual.ResidualDepth}");
        Add("depth", $"{network.Depth}", $"{usual.Depth}");
        Add("width", $"{network.Width}", $"{usual.Width}");
        Add("kernel-size", $"{network.KernelSize}", $"{usual.KernelSize}");
        if (!network.IsFullyConnected) AddChoice("boundary", network.Boundary, usual.Boundary);
        Add("init", network.Initialization.Name, usual.Initialization.Name);
        AddNumber("weight-variance", network.WeightVariance);
        AddNumber("bias-variance", network.BiasVariance);
        AddNumber("weight-radius", network.WeightRadius);
        AddNumber("bias-radius", network.BiasRadius);
        AddNumber("scale-radius", network.ScaleRadius);
        AddNumber("shift-radius", network.ShiftRadius);
        AddChoice("convolution", network.Convolution, usual.Convolution);
        Add("batch-size", $"{configuration.BatchSize}", $"{Default.BatchSize}");
        Add("simulations", $"{simulations}", $"{DefaultSimulations}");
        Add("records", $"{configuration.Records}", $"{DefaultRecords(network.Depth)}");
        AddChoice("effective-rank", configuration.EffectiveRank, Default.EffectiveRank);
        if (configuration.NoiseAmplitude is { } amplitude) Add("noise", $"finite:{OptionFault.Format(amplitude)}", "");
        Add("dataset", configuration.Dataset, Default.Dataset);
        Add("seed", $"{configuration.Seed}", $"{Default.Seed}");
        AddChoice("precision", configuration.Precision, Default.Precision);
        return words;

        void Add(string option, string value, string usualValue)
        {
            if (value != usualValue) words.AddRange(["--" + option, value]);
        }

        void AddChoice<T>(string option, T value, T usualValue) where T : struct, Enum => Add(option, OptionText.Of(value), OptionText.Of(usualValue));

        void AddNumber(string option, double? value, double? usualValue = null)
        {
            if (value is { } given && given != usualValue) Add(option, OptionFault.Format(given), "");
        }
    }

    /// <summary>A command as a shell of Unix takes it, a word with other characters than names have in quotes.</summary>
    /// <param name="words">The words.</param>
    public static string Quoted(IEnumerable<string> words) => string.Join(' ', words.Select(word =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "-_./:=+,".Contains(c, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'"));
}
