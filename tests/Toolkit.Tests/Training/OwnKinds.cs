using System.Numerics;
using MomentsDnns.Architectures.Activations;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Normalization;
using MomentsDnns.Architectures.Numerics;
using static TorchSharp.torch;

namespace MomentsDnns.Toolkit.Tests.Training;

/// <summary>Norms and activations as a program of one's own would register them; some cannot be trained.</summary>
internal static class OwnKinds
{
    /// <summary>z = y / sqrt(E y^2 + epsilon) over channels.</summary>
    public static NormKind Rms { get; } = new("own-rms", (settings, _) => new RmsNorm(settings));

    /// <summary>The same, but no gradient passes its root, and the noise passes by the true derivative.</summary>
    public static NormKind WrongDerivative { get; } = new("own-wrong", (settings, _) => new WrongNorm(settings));

    /// <summary>The same values without any gradient.</summary>
    public static NormKind WithoutGradient { get; } = new("own-detached", (settings, _) => new DetachedNorm(settings));

    public static ActivationKind Softsign { get; } = ActivationKind.Of<SoftsignFunction>();

    public static ActivationKind WithoutTensors { get; } = ActivationKind.Of<VectorsAlone>();

    private static Tensor Root(Tensor y, double epsilon) => y.mul(y).mean([1], keepdim: true).Plus(epsilon).sqrt();

    private sealed class RmsNorm(NormalizationSettings settings) : TensorNormalization(nameof(RmsNorm), settings)
    {
        protected override Tensor Normalize(Tensor signal) => signal.div(Root(signal, Settings.Epsilon));
    }

    private sealed class WrongNorm(NormalizationSettings settings) : TensorNormalization(nameof(WrongNorm), settings)
    {
        protected override Tensor Normalize(Tensor signal) => signal.div(Root(signal, Settings.Epsilon).detach());

        protected override Tensor Derivative(Tensor signal, Tensor normalized, Tensor noise) =>
            noise.Minus(normalized.mul(normalized.mul(noise).mean([1], keepdim: true))).div(Root(signal, Settings.Epsilon));
    }

    private sealed class DetachedNorm(NormalizationSettings settings) : TensorNormalization(nameof(DetachedNorm), settings)
    {
        protected override Tensor Normalize(Tensor signal) => signal.div(Root(signal, Settings.Epsilon)).detach();

        protected override Tensor Derivative(Tensor signal, Tensor normalized, Tensor noise) => noise;
    }

    /// <summary>phi(x) = x / (1 + |x|), of torch's operations that no gradient passes.</summary>
    public readonly struct SoftsignFunction : IActivationFunction<SoftsignFunction>
    {
        public static string Name => "own-softsign";

        public static bool IsPositivelyHomogeneous => false;

        public static Vector<T> Evaluate<T>(Vector<T> x, out Vector<T> derivative)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            Vector<T> share = Vector<T>.One / (Vector<T>.One + Vector.Abs(x));
            derivative = share * share;
            return x * share;
        }

        public static Tensor Evaluate(Tensor x, out Tensor derivative)
        {
            Tensor share = x.detach().abs().Plus(1).reciprocal();
            derivative = share.mul(share);
            return x.detach().mul(share);
        }
    }

    public readonly struct VectorsAlone : IActivationFunction<VectorsAlone>
    {
        public static string Name => "own-vectors";

        public static bool IsPositivelyHomogeneous => true;

        public static Vector<T> Evaluate<T>(Vector<T> x, out Vector<T> derivative)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            derivative = Vector<T>.One;
            return x;
        }

        public static Tensor Evaluate(Tensor x, out Tensor derivative) => throw new NotSupportedException();
    }
}
