using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MomentsDnns.Training.Modules;

/// <summary>What a <see cref="Trainer"/> asks of the network that it trains.</summary>
internal interface ITrainee
{
    /// <summary>The network, images <c>[N, C, H, W]</c> to logits <c>[N, K]</c>.</summary>
    nn.Module<Tensor, Tensor> Module { get; }

    /// <summary>The arithmetic of its parameters.</summary>
    ScalarType Arithmetic { get; }

    /// <summary>The seed of the order of batches.</summary>
    ulong Seed { get; }

    /// <summary>The index of the net, which tells its order from that of others of the seed.</summary>
    int Simulation { get; }

    /// <summary>What tells it from other networks, as text.</summary>
    string Identity { get; }

    /// <summary>
    /// Whether batch norms take the statistics of <see cref="NormCalibration"/> where it is judged. False: the ones
    /// that the module keeps, which are part of its state.
    /// </summary>
    bool IsCalibrated { get; }

    /// <summary>The parameters that are trained, in an order that stays.</summary>
    IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>What else is part of the state, in an order that stays.</summary>
    IEnumerable<Tensor> Buffers { get; }

    /// <summary>K, where it is known without a pass.</summary>
    int? Classes { get; }

    /// <summary>Refuses what cannot be trained on images.</summary>
    /// <param name="data">The images.</param>
    /// <exception cref="ArgumentException">It does not take the images, or gives no logits; one line.</exception>
    void Require(TrainingData data);

    /// <summary>A network of its own with the numbers that this one has now.</summary>
    /// <exception cref="InvalidOperationException">Nobody said how another is made.</exception>
    nn.Module<Tensor, Tensor> Copy();
}
