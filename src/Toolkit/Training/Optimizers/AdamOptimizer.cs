using System.Numerics;
using System.Runtime.CompilerServices;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MomentsDnns.Training.Optimizers;

/// <summary>Adam, see <see cref="OptimizerKind.Adam"/>.</summary>
/// <param name="parameters">The parameters.</param>
/// <param name="weightDecay">lambda, added to the gradient as of SGD.</param>
internal sealed class AdamOptimizer(IEnumerable<Parameter> parameters, double weightDecay) : IOptimizer
{
    private const double First = 0.9, Second = 0.999, Epsilon = 1e-8;
    private readonly OptimizedParameters _numbers = new(parameters, 2, weightDecay);

    /// <inheritdoc/>
    public IReadOnlyList<Tensor> Averages => _numbers.Averages;

    /// <inheritdoc/>
    public void Apply(IReadOnlyList<Tensor> gradients, double rate, int step) => _numbers.Apply(gradients, new Rule(
        rate / (1 - Math.Pow(First, step + 1)), 1 / (1 - Math.Pow(Second, step + 1))));

    /// <inheritdoc/>
    public void Dispose() => _numbers.Dispose();

    // With eta / (1 - 0.9^t) and 1 / (1 - 0.999^t).
    private readonly struct Rule(double rate, double correction) : IStepRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step<T>(ref Vector<T> weight, Vector<T> gradient, ref Vector<T> first, ref Vector<T> second)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            first = (Of<T>(First) * first) + (Of<T>(1 - First) * gradient);
            second = (Of<T>(Second) * second) + (Of<T>(1 - Second) * (gradient * gradient));
            Vector<T> size = Vector.SquareRoot(Of<T>(correction) * second) + Of<T>(Epsilon);
            weight -= Of<T>(rate) * first / size;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector<T> Of<T>(double value)
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(T.CreateTruncating(value));
    }
}
