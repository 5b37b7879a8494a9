using System.Numerics;
using MomentsDnns.Architectures.Twins;

namespace MomentsDnns.Architectures.Normalization;

/// <summary>
/// What a normalization does to elements that share statistics, once these are known:
/// z = (y - m) / s and dz = ((dy - a) - z k) / r. With variances v and s = sqrt(v + epsilon):
/// <list type="bullet">
/// <item>statistics held: a = 0, k = 0, r = s;</item>
/// <item>tangent: a = E dy, k = ds = E[(y - m) dy] / s, r = s, the derivative of z whatever epsilon;</item>
/// <item>finite noise d: a = E d, k = s' - s, r = s' with s'^2 = Var(y + d) + epsilon = s^2 + 2 Cov(y, d) + Var d:
/// exactly norm(y + d) - norm(y), with s' - s = (2 Cov(y, d) + Var d) / (s' + s), so that a small d loses no
/// digits.</item>
/// </list>
/// </summary>
/// <param name="Mean">m.</param>
/// <param name="Factor">1 / s.</param>
/// <param name="NoiseMean">a.</param>
/// <param name="DeviationChange">k.</param>
/// <param name="NoiseFactor">1 / r.</param>
internal readonly record struct NormMap(
    double Mean, double Factor, double NoiseMean, double DeviationChange, double NoiseFactor)
{
    /// <summary>Numbers per channel in memory, in the order of the parameters.</summary>
    public const int Count = 5;

    /// <summary>Statistics held: the noise is only divided.</summary>
    public static NormMap Frozen(TwinMoments moments, double epsilon)
    {
        double factor = 1 / Math.Sqrt(moments.Variance + epsilon);
        return new(moments.Mean, factor, 0, 0, factor);
    }

    /// <summary>The full derivative.</summary>
    public static NormMap Tangent(TwinMoments moments, double epsilon)
    {
        double factor = 1 / Math.Sqrt(moments.Variance + epsilon);
        return new(moments.Mean, factor, moments.NoiseMean, moments.Covariance * factor, factor);
    }

    /// <summary>The difference of the perturbed copy, normalized by its own statistics, and the signal.</summary>
    public static NormMap Finite(TwinMoments moments, double epsilon)
    {
        double change = (2 * moments.Covariance) + moments.NoiseVariance;
        double deviation = Math.Sqrt(moments.Variance + epsilon);
        double other = Math.Sqrt(Math.Max(0, moments.Variance + change) + epsilon);
        return new(moments.Mean, 1 / deviation, moments.NoiseMean, change / (deviation + other), 1 / other);
    }

    /// <summary>The map of statistics that the noise changes.</summary>
    public static Func<TwinMoments, NormMap> Differentiated(NoiseKind noise, double epsilon) =>
        noise == NoiseKind.Tangent ? moments => Tangent(moments, epsilon) : moments => Finite(moments, epsilon);

    /// <summary>
    /// Writes the map of some channels for <see cref="NormPass"/>, the noise's factor times the scales.
    /// </summary>
    /// <param name="maps"><c>[Count, C]</c>.</param>
    /// <param name="channels">C.</param>
    /// <param name="first">The first of the channels that share the statistics.</param>
    /// <param name="count">How many they are.</param>
    /// <param name="scale">gamma <c>[C]</c>, or null for 1.</param>
    public unsafe void Write<T>(T* maps, int channels, int first, int count, T* scale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T* target = maps + first;
        Fill(Mean);
        Fill(Factor);
        Fill(NoiseMean);
        Fill(DeviationChange);
        Fill(NoiseFactor);
        if (scale == null) return;
        T* factor = target - channels;
        int i = 0;
        for (; i + Vector<T>.Count <= count; i += Vector<T>.Count)
            (Vector.Load(factor + i) * Vector.Load(scale + first + i)).Store(factor + i);
        for (; i < count; i++) factor[i] *= scale[first + i];

        void Fill(double value)
        {
            new Span<T>(target, count).Fill(T.CreateTruncating(value));
            target += channels;
        }
    }
}
