using System.Numerics;
using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Architectures.Twins;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Activations;

/// <summary>
/// An activation function as an option: its name, its properties, and how to make a layer of it. Equal by name.
/// </summary>
public sealed class ActivationKind : IEquatable<ActivationKind>
{
    private readonly Func<NoiseKind, bool, bool, nn.Module<Tensor, Tensor>> _create;
    private readonly Func<double, (double Value, double Derivative)> _evaluate;
    private readonly Func<Tensor, (Tensor Value, Tensor Derivative)> _byTorch;

    private ActivationKind(string name, bool isPositivelyHomogeneous, Type function,
        Func<NoiseKind, bool, bool, nn.Module<Tensor, Tensor>> create, Func<double, (double, double)> evaluate,
        Func<Tensor, (Tensor, Tensor)> byTorch)
    {
        (Name, IsPositivelyHomogeneous, Function, _create, _evaluate, _byTorch) =
            (name, isPositivelyHomogeneous, function, create, evaluate, byTorch);
        IsHomogeneousNearZero = isPositivelyHomogeneous || new[] { 1, -1 }.All(IsProportional);

        bool IsProportional(int sign)
        {
            const int Outer = -56, Inner = -500;
            double outer = evaluate(Math.ScaleB(sign, Outer)).Item1;
            return double.IsFinite(outer) && new[] { Outer - 1, Outer - 50, Inner }.All(exponent =>
                Math.Abs(evaluate(Math.ScaleB(sign, exponent)).Item1
                - Math.ScaleB(outer, exponent - Outer)) <= Math.ScaleB(Math.Abs(outer), exponent - Outer - 50));
        }
    }

    /// <summary>max(x, 0), the default.</summary>
    public static ActivationKind Relu { get; } = Of<Relu>();

    /// <summary>As on the command line.</summary>
    public string Name { get; }

    /// <summary>Whether phi(a x) = a phi(x) for every a &gt; 0.</summary>
    public bool IsPositivelyHomogeneous { get; }

    /// <summary>
    /// Whether phi(a x) = a phi(x) for 0 &lt; a &lt; 1 to the last bits of 64-bit arithmetic where |x| is at most
    /// 2^-56: so are tanh x = x and x / (1 + e^(-x)) = x/2 there, not phi of a value or a kink of another power at 0.
    /// </summary>
    public bool IsHomogeneousNearZero { get; }

    /// <summary>The struct that implements it.</summary>
    internal Type Function { get; }

    /// <summary>The kind of a function.</summary>
    /// <typeparam name="TFunction">The function.</typeparam>
    public static ActivationKind Of<TFunction>()
        where TFunction : struct, IActivationFunction<TFunction> => new(
            TFunction.Name, TFunction.IsPositivelyHomogeneous, typeof(TFunction),
            (noise, inPlace, reusesBuffers) => new Activation<TFunction>(noise, inPlace, reusesBuffers),
            x =>
            {
                Vector<double> value = TFunction.Evaluate(new Vector<double>(x), out Vector<double> derivative);
                return (value[0], derivative[0]);
            },
            x =>
            {
                Tensor value = TFunction.Evaluate(x, out Tensor derivative);
                return (value, derivative);
            });

    /// <summary>A layer of it on twin batches.</summary>
    /// <param name="noise">What the noise half holds.</param>
    /// <param name="inPlace">Whether the output overwrites the input.</param>
    /// <param name="reusesBuffers">Whether outputs take turns in two buffers, see <see cref="OutputBuffers"/>.</param>
    public nn.Module<Tensor, Tensor> Create(NoiseKind noise = NoiseKind.Tangent, bool inPlace = false,
        bool reusesBuffers = false) =>
        _create(noise, inPlace, reusesBuffers);

    /// <summary>phi and phi' at one argument, in 64-bit arithmetic: for theory.</summary>
    /// <param name="x">The argument.</param>
    public (double Value, double Derivative) Evaluate(double x) => _evaluate(x);

    /// <summary>phi and phi' at each element of a tensor, by torch's operations.</summary>
    /// <param name="x">The arguments.</param>
    internal (Tensor Value, Tensor Derivative) Evaluate(Tensor x) => _byTorch(x);

    /// <inheritdoc/>
    public bool Equals(ActivationKind? other) => other is not null && Name == other.Name;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ActivationKind);

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
