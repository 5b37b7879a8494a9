using System.Numerics;
using System.Runtime.CompilerServices;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MomentsDnns.Training.Optimizers;

/// <summary>Gradient descent with momentum, see <see cref="OptimizerKind.Sgd"/>.</summary>
/// <param name="parameters">The parameters.</param>
/// <param name="momentum">mu.</param>
/// <param name="weightDecay">lambda.</param>
internal sealed class SgdOptimizer(IEnumerable<Parameter> parameters, double momentum, double weightDecay) : IOptimizer
{
    private readonly OptimizedParameters _numbers = new(parameters, 1, weightDecay);

    /// <inheritdoc/>
    public IReadOnlyList<Tensor> Averages => _numbers.Averages;

    /// <inheritdoc/>
    public void Apply(IReadOnlyList<Tensor> gradients, double rate, int step) =>
        _numbers.Apply(gradients, new Rule(rate, momentum));

    /// <inheritdoc/>
    public void Dispose() => _numbers.Dispose();

    private readonly struct Rule(double rate, double momentum) : IStepRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step<T>(ref Vector<T> weight, Vector<T> gradient, ref Vector<T> first, ref Vector<T> second)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            first = (new Vector<T>(T.CreateTruncating(momentum)) * first) + gradient;
            weight -= new Vector<T>(T.CreateTruncating(rate)) * first;
        }
    }
}
