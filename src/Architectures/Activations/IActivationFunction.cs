using System.Numerics;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Activations;

/// <summary>
/// A scalar function phi and its derivative, vectorised. Implemented by empty structs, so that a kernel is compiled for
/// each function and calls nothing per element. <see cref="ActivationCatalog.Register{TFunction}"/> makes one known by
/// its name.
/// </summary>
/// <typeparam name="TSelf">The implementing struct.</typeparam>
public interface IActivationFunction<TSelf>
    where TSelf : struct, IActivationFunction<TSelf>
{
    /// <summary>The name on the command line and in files: lower case, dashes between words.</summary>
    static abstract string Name { get; }

    /// <summary>Whether phi(a x) = a phi(x) for every a &gt; 0.</summary>
    static abstract bool IsPositivelyHomogeneous { get; }

    /// <summary>
    /// phi and phi' at each element. Where x is no number phi should be none: an overflow must stay visible.
    /// </summary>
    /// <param name="x">The arguments.</param>
    /// <param name="derivative">phi'(x).</param>
    /// <returns>phi(x).</returns>
    static abstract Vector<T> Evaluate<T>(Vector<T> x, out Vector<T> derivative)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>phi and phi' of a tensor by torch's operations, for devices other than the CPU.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="derivative">phi'(x), of the same shape and type.</param>
    /// <returns>phi(x).</returns>
    static abstract Tensor Evaluate(Tensor x, out Tensor derivative);
}
