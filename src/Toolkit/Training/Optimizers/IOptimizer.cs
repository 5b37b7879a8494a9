using static TorchSharp.torch;

namespace MomentsDnns.Training.Optimizers;

/// <summary>Steps of the weights of a net, with what it remembers of earlier gradients.</summary>
internal interface IOptimizer : IDisposable
{
    /// <summary>What it remembers: averages of the parameters' shapes, in an order that stays.</summary>
    IReadOnlyList<Tensor> Averages { get; }

    /// <summary>Takes a step.</summary>
    /// <param name="gradients">One for each parameter, in order.</param>
    /// <param name="rate">eta.</param>
    /// <param name="step">The step, from 0.</param>
    void Apply(IReadOnlyList<Tensor> gradients, double rate, int step);
}
