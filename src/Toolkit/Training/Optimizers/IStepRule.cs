using System.Numerics;

namespace MomentsDnns.Training.Optimizers;

/// <summary>What a step does to each number; a struct, so that the pass is compiled for it.</summary>
internal interface IStepRule
{
    /// <summary>Changes a weight and its averages.</summary>
    /// <param name="weight">w.</param>
    /// <param name="gradient">g, weight decay added.</param>
    /// <param name="first">The first average.</param>
    /// <param name="second">The second; without meaning where there is one alone.</param>
    void Step<T>(ref Vector<T> weight, Vector<T> gradient, ref Vector<T> first, ref Vector<T> second)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
