using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using static TorchSharp.torch;

namespace MomentsDnns.Statistics;

/// <summary>
/// Adds up how much of a finite noise is rounding: each layer adds c (u^2 nu_2(x) + t) / mu_2(dx), see <see cref="NoiseResolution"/>, t the
/// square of the distance of subnormal numbers. Between two recorded depths the ratio is taken to run exponentially.
/// </summary>
/// <param name="layersPerUnit">The layers of a residual unit; 1 where feedforward.</param>
/// <param name="rounding">c.</param>
internal sealed class NoiseRounding(int layersPerUnit, double rounding)
{
    private double _ratio, _share;
    private int _passed; // layers or units

    /// <summary>Whether rounding makes more of the noise than <see cref="NoiseResolution.LargestShare"/>.</summary>
    internal bool IsTooLarge => !(_share <= NoiseResolution.LargestShare);

    /// <summary>Starts at an input of a signal-to-noise ratio.</summary>
    internal void Begin(double logInitialSnr) => (_ratio, _share, _passed) = (Math.Exp(logInitialSnr), 0, 0);

    /// <summary>Goes on to a place in a layer or unit.</summary>
    /// <param name="depth">The layer or unit, from 1.</param>
    /// <param name="location">Where in it: before the activation one layer less is passed.</param>
    /// <param name="signalPower">nu_2(x) of the values there.</param>
    /// <param name="noisePower">mu_2(dx) of the values there.</param>
    /// <param name="type">Their arithmetic.</param>
    internal void Pass(int depth, Location location, double signalPower, double noisePower, ScalarType type)
    {
        if (!(signalPower > 0)) return;
        bool isDouble = type == ScalarType.Float64;
        double u = NoiseResolution.Epsilon(isDouble ? Precision.Float64 : Precision.Float32);
        // Of 64-bit numbers the square itself runs out of range first.
        double floor = Math.ScaleB(1, isDouble ? -1074 : 2 * -149) / (u * u);
        double ratio = (signalPower + floor) / noisePower;
        int passed = location is Location.Input or Location.Convolution or Location.Norm ? depth - 1 : depth;
        int layers = Math.Max(0, passed - _passed) * layersPerUnit;
        if (layers > 0) _share += rounding * u * u * layers * LogarithmicMean(_ratio, ratio);
        (_ratio, _passed) = (ratio, Math.Max(passed, _passed));
    }

    // The mean of a function that runs exponentially from a to b.
    private static double LogarithmicMean(double a, double b) =>
        Math.Abs(b - a) <= 1e-6 * Math.Abs(a) || double.IsInfinity(a + b) ? Math.Max(a, b) : (b - a) / Math.Log(b / a);
}
