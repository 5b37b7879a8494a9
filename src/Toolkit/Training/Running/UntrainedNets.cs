using MomentsDnns.Datasets;
using MomentsDnns.Propagation.Tracing;
using MomentsDnns.Results;
using static TorchSharp.torch;

namespace MomentsDnns.Training.Running;

/// <summary>The nets of a run of trainings as they are before the first step.</summary>
/// <param name="Configuration">The nets.</param>
/// <param name="Trained">How they were trained.</param>
public sealed record UntrainedNets(ExperimentConfiguration Configuration, TrainedSource Trained)
{
    private const string First = "first", Unit = "units.", Head = "head"; // children of a trainable network

    /// <summary>Which network was trained.</summary>
    /// <exception cref="InvalidDataException">The run tells a law of the head that is not known.</exception>
    public TrainableOptions Options => new()
    {
        Network = Configuration.Network,
        Classes = Trained.Classes,
        Head = OptionText.TryParse(Trained.Head, out HeadLaw head) ? head
            : throw new InvalidDataException($"head {Trained.Head}: is no law that this version knows"),
        TrainsConstants = Trained.TrainsConstants,
    };

    /// <summary>
    /// A net to be probed, in 64 bits: each time it is built it is drawn anew, with the numbers of before. Its sites
    /// are the first convolution, the units and the head: all of the signal passes each.
    /// </summary>
    /// <param name="name">What to call it.</param>
    /// <param name="net">Its index, from 0; nets beyond those that were trained follow the same law.</param>
    /// <param name="images">Images of the size that it was trained on.</param>
    public ModuleModel Model(string name, int net, IImageDataset images)
    {
        int values = images.Channels * images.Height * images.Width;
        bool isFlat = Configuration.Network.IsFullyConnected;
        TrainableOptions options = Options;
        ulong seed = Configuration.Seed;
        return new(name, () => new TrainableNetwork(options, isFlat ? values : images.Channels, seed, net,
            ScalarType.Float64), isFlat ? [values] : [images.Channels, images.Height, images.Width])
        {
            Watched = IsOnPath,
            WatchedIsPath = true,
        };
    }

    private static bool IsOnPath(string name) => name is First or Head
        || (name.StartsWith(Unit, StringComparison.Ordinal) && !name[Unit.Length..].Contains('.'));
}
