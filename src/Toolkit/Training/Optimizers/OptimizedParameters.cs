using System.Numerics;
using MomentsDnns.Architectures.Numerics;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MomentsDnns.Training.Optimizers;

/// <summary>
/// The parameters of a net beside averages of their gradients, changed in one pass over the memory. Each number's bits
/// follow from its own alone: not from the number of threads, nor from the width of vectors.
/// </summary>
internal sealed class OptimizedParameters : IDisposable
{
    private const int ChunkLength = 1 << 14;
    private readonly Parameter[] _parameters;
    private readonly double[] _decays;
    private readonly int _averages;

    /// <summary>Makes averages, 0 at first.</summary>
    /// <param name="parameters">The parameters, all of one type, in the memory of the processor.</param>
    /// <param name="averages">How many averages each has, 1 or 2.</param>
    /// <param name="weightDecay">lambda, of parameters with 2 axes or more: weights.</param>
    public OptimizedParameters(IEnumerable<Parameter> parameters, int averages, double weightDecay)
    {
        (_parameters, _averages) = ([.. parameters], averages);
        _decays = [.. _parameters.Select(p => p.Dimensions >= 2 ? weightDecay : 0)];
        Averages = [.. _parameters.SelectMany(p => Enumerable.Range(0, averages)
            .Select(_ => zeros(p.shape, p.dtype).DetachFromDisposeScope()))];
    }

    /// <summary>The averages of the first parameter, then of the second, and so on.</summary>
    public IReadOnlyList<Tensor> Averages { get; }

    /// <summary>Changes every number.</summary>
    /// <param name="gradients">One for each parameter, in order.</param>
    /// <param name="rule">What is done.</param>
    public void Apply<TRule>(IReadOnlyList<Tensor> gradients, TRule rule)
        where TRule : IStepRule
    {
        for (int i = 0; i < _parameters.Length; i++)
        {
            Tensor gradient = gradients[i].contiguous();
            if (gradient.dtype == ScalarType.Float64) Apply<TRule, double>(i, gradient, rule);
            else Apply<TRule, float>(i, gradient, rule);
        }
    }

    /// <summary>Releases the averages.</summary>
    public void Dispose()
    {
        foreach (Tensor average in Averages) average.Dispose();
    }

    private unsafe void Apply<TRule, T>(int index, Tensor gradient, TRule rule)
        where TRule : IStepRule
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor parameter = _parameters[index], first = Averages[index * _averages],
            second = Averages[(index * _averages) + _averages - 1];
        T* w = TensorMemory.Pointer<T>(parameter), g = TensorMemory.Pointer<T>(gradient),
            a = TensorMemory.Pointer<T>(first), b = TensorMemory.Pointer<T>(second);
        T decay = T.CreateTruncating(_decays[index]);
        Chunks.Run((int)parameter.numel(), ChunkLength, (_, start, end) =>
        {
            int i = start;
            for (; i + Vector<T>.Count <= end; i += Vector<T>.Count)
            {
                Vector<T> weight = Vector.Load(w + i), one = Vector.Load(a + i), two = Vector.Load(b + i);
                rule.Step(ref weight, Vector.Load(g + i) + (new Vector<T>(decay) * weight), ref one, ref two);
                weight.Store(w + i);
                two.Store(b + i);
                one.Store(a + i); // last: with one average both are it
            }

            for (; i < end; i++)
            {
                Vector<T> weight = new(w[i]), one = new(a[i]), two = new(b[i]);
                rule.Step(ref weight, new Vector<T>(g[i]) + (new Vector<T>(decay) * weight), ref one, ref two);
                w[i] = weight[0];
                b[i] = two[0];
                a[i] = one[0];
            }
        });
        GC.KeepAlive(parameter); // their memory was read and written by address
        GC.KeepAlive(gradient);
    }
}
