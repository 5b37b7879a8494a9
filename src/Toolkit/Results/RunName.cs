using System.Text;
using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Results;

/// <summary>A run folder's name made from its configuration.</summary>
public static class RunName
{
    private static readonly ExperimentConfiguration Default = new();

    /// <summary>
    /// A name such as <c>batch-residual-d100-w256-k3-h3-b64-cifar-like-s0</c>. Norm, topology, depth, width, kernel
    /// size, batch size, dataset and seed are always in it, every other option where it is not the default, so that two
    /// configurations have one name only where they differ in the images of datasets of one name.
    /// </summary>
    /// <param name="configuration">What is run; its dataset's name must suit a file system.</param>
    /// <param name="defaultRecords">How many depths are recorded where the user does not say.</param>
    public static string Of(ExperimentConfiguration configuration, int defaultRecords)
    {
        NetworkOptions network = configuration.Network, usual = Default.Network;
        StringBuilder name = new();
        if (network.Norm != usual.Norm) name.Append(network.Norm.Name).Append('-');
        name.Append(network.Topology.Name);
        Add("d", $"{network.Depth}");
        Add("w", $"{network.Width}");
        Add("k", $"{network.KernelSize}");
        AddUnusual("h", $"{network.ResidualDepth}", $"{usual.ResidualDepth}");
        AddUnusual("", network.Activation.Name, usual.Activation.Name);
        AddUnusual("", OptionText.Of(network.Boundary), OptionText.Of(usual.Boundary));
        AddUnusual("eps", OptionFault.Format(network.NormEpsilon), OptionFault.Format(usual.NormEpsilon));
        AddUnusual("g", $"{network.NormGroups}", $"{usual.NormGroups}");
        AddUnusual("", OptionText.Of(network.NormStatistics), OptionText.Of(usual.NormStatistics));
        AddUnusual("", network.Initialization.Name, usual.Initialization.Name);
        AddGiven("wv", network.WeightVariance);
        AddGiven("bv", network.BiasVariance);
        AddGiven("wr", network.WeightRadius);
        AddGiven("br", network.BiasRadius);
        AddGiven("gr", network.ScaleRadius);
        AddGiven("sr", network.ShiftRadius);
        AddUnusual("", OptionText.Of(network.Convolution), OptionText.Of(usual.Convolution));
        Add("b", $"{configuration.BatchSize}");
        AddUnusual("r", $"{configuration.Records}", $"{defaultRecords}");
        AddUnusual("reff-", OptionText.Of(configuration.EffectiveRank), OptionText.Of(Default.EffectiveRank));
        AddGiven("noise", configuration.NoiseAmplitude);
        AddUnusual("", OptionText.Of(configuration.Precision), OptionText.Of(Default.Precision));
        Add("", configuration.Dataset);
        Add("s", $"{configuration.Seed}");
        return name.ToString();

        void Add(string mark, string value) => name.Append('-').Append(mark).Append(value);

        void AddGiven(string mark, double? value)
        {
            if (value is { } given) Add(mark, OptionFault.Format(given));
        }

        void AddUnusual(string mark, string value, string usualValue)
        {
            if (value != usualValue) Add(mark, value);
        }
    }
}
