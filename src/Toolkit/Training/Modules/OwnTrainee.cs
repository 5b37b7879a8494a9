using MomentsDnns.Results;
using MomentsDnns.Results.Options;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MomentsDnns.Training.Modules;

/// <summary>A net of the toolkit's as a <see cref="Trainer"/> sees it.</summary>
/// <param name="network">The net.</param>
internal sealed class OwnTrainee(TrainableNetwork network) : ITrainee
{
    /// <inheritdoc/>
    public nn.Module<Tensor, Tensor> Module => network;

    /// <inheritdoc/>
    public ScalarType Arithmetic => network.Arithmetic;

    /// <inheritdoc/>
    public ulong Seed => network.Origin.Seed;

    /// <inheritdoc/>
    public int Simulation => network.Origin.Simulation;

    /// <inheritdoc/>
    public string Identity
    {
        get
        {
            ExperimentConfiguration experiment = new() { Network = network.Options.Network };
            // Options at their defaults are left out: one that comes later changes no text.
            IEnumerable<string> unusual = ExperimentOptions.All.Where(option => option.IsUnusual(experiment))
                .Select(option => $"{option.Key} {option.Text(experiment)}");
            return $"""
                {string.Join('\n', unusual)}
                {network.Options.Classes} {network.Options.TrainsConstants} {network.Options.Head} {network.Arithmetic}
                {network.Origin}
                """;
        }
    }

    /// <inheritdoc/>
    public bool IsCalibrated => true;

    /// <inheritdoc/>
    public IReadOnlyList<Parameter> Parameters { get; } = [.. network.parameters()];

    /// <summary>None: running averages are set anew wherever they are used.</summary>
    public IEnumerable<Tensor> Buffers => [];

    /// <inheritdoc/>
    public int? Classes => network.Options.Classes;

    /// <summary>Nothing: its options are sound, and its layers take every image.</summary>
    public void Require(TrainingData data)
    {
    }

    /// <inheritdoc/>
    public nn.Module<Tensor, Tensor> Copy() => network.Copy();
}
