using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MomentsDnns.Models.NasBench;

/// <summary>
/// A network of NAS-Bench-201: a convolution of 3 x 3 with batch norm to 16 channels; five cells, a reduction to 32
/// channels, five cells, a reduction to 64, five cells; batch norm, ReLU, mean over positions, a linear map to classes.
/// From <c>[N, 3, H, W]</c> to <c>[N, classes]</c>.
/// </summary>
public sealed class NasBenchNetwork : nn.Module<Tensor, Tensor>
{
    /// <summary>Channels of the first stage; each reduction doubles them.</summary>
    public const int Channels = 16;

    /// <summary>Cells in a stage.</summary>
    public const int CellsInStage = 5;

    /// <summary>Stages.</summary>
    public const int Stages = 3;

    private const int Colours = 3;

    private readonly List<nn.Module<Tensor, Tensor>> _path = [];
    private readonly AdaptiveAvgPool2d pool = nn.AdaptiveAvgPool2d(1);
    private readonly Linear classifier;

    /// <summary>Makes the network, its weights by torch's own laws.</summary>
    /// <param name="cell">Its cell.</param>
    /// <param name="classes">How many classes; 10 of CIFAR-10.</param>
    public NasBenchNetwork(NasCell cell, int classes = 10) : base(nameof(NasBenchNetwork))
    {
        int channels = Channels;
        Add("stem", nn.Sequential(("conv", nn.Conv2d(Colours, channels, 3, padding: 1, bias: false)),
            ("norm", nn.BatchNorm2d(channels))));
        for (int stage = 1; stage <= Stages; stage++)
        {
            if (stage > 1)
            {
                Add($"reduction{stage - 1}", new NasReduction(channels, 2 * channels));
                channels *= 2;
            }

            ModuleList<nn.Module<Tensor, Tensor>> cells = [];
            for (int i = 0; i < CellsInStage; i++) cells.Add(new NasCellModule(cell, channels));
            register_module($"stage{stage}", cells);
            _path.AddRange(cells);
        }

        Add("features", nn.Sequential(("norm", nn.BatchNorm2d(channels)), ("relu", nn.ReLU())));
        classifier = nn.Linear(channels, classes);
        register_module(nameof(pool), pool);
        register_module(nameof(classifier), classifier);
    }

    /// <summary>
    /// Whether the output of a module is a place where it is worth looking: of the parts that the whole signal passes.
    /// </summary>
    /// <param name="name">Its name in the network; empty: the network itself.</param>
    public static bool IsOnPath(string name) => !name.Contains('.', StringComparison.Ordinal)
        || (name.StartsWith("stage", StringComparison.Ordinal) && name.Count(c => c == '.') == 1);

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = input;
        foreach (nn.Module<Tensor, Tensor> part in _path) x = part.call(x);
        return classifier.call(pool.call(x).flatten(1)).MoveToOuterDisposeScope();
    }

    private void Add(string name, nn.Module<Tensor, Tensor> part)
    {
        register_module(name, part);
        _path.Add(part);
    }
}
