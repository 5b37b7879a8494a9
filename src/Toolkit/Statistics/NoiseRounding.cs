using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;
using static TorchSharp.torch;

namespace MomentsDnns.Statistics;

/// <summary>
/// Adds up how much of a finite noise is rounding: each layer adds c (u^2 nu_2(x) + t) / mu_2(dx), see
/// <see cref="NoiseResolution"/>, t the square of the distance of subnormal numbers. Between two recorded depths the
/// ratio is taken to run exponentially.
/// </summary>
/// <param name="layersPerUnit">The layers of a residual unit; 1 where feedforward.</param>
/// <param name="rounding">c.</param>
/// <param name="logInitialSnr">The logarithm of the input's signal-to-noise ratio.</param>
internal sealed class NoiseRounding(int layersPerUnit, double rounding, double logInitialSnr)
{
    private double _ratio = Math.Exp(logInitialSnr), _share;
    private int _passed; // layers or units

    /// <summary>Whether rounding makes more of the noise than <see cref="NoiseResolution.LargestShare"/>.</summary>
    internal bool IsTooLarge => !(_share <= NoiseResolution.LargestShare);

    /// <summary>Goes on to a site of a layer or unit.</summary>
    /// <param name="site">What passes there: before activation, branch and output one layer less is passed.</param>
    /// <param name="type">The arithmetic of its values.</param>
    internal void Pass(SiteView site, ScalarType type)
    {
        (double signalPower, double noisePower) = (site.Moments.Nu2, site.NoiseMeanSquare);
        if (!(signalPower > 0)) return;
        bool isDouble = type == ScalarType.Float64;
        double u = NoiseResolution.Epsilon(isDouble ? Precision.Float64 : Precision.Float32);
        // Of 64-bit numbers the square itself runs out of range first.
        double floor = Math.ScaleB(1, isDouble ? -1074 : 2 * -149) / (u * u);
        double ratio = (signalPower + floor) / noisePower;
        const SiteRoles passedLayer = SiteRoles.Activation | SiteRoles.Branch | SiteRoles.Output;
        int passed = (site.Site.Roles & passedLayer) == 0 ? site.Depth - 1 : site.Depth;
        int layers = Math.Max(0, passed - _passed) * layersPerUnit;
        if (layers > 0) _share += rounding * u * u * layers * LogarithmicMean(_ratio, ratio);
        (_ratio, _passed) = (ratio, Math.Max(passed, _passed));
    }

    // The mean of a function that runs exponentially from a to b.
    private static double LogarithmicMean(double a, double b) =>
        Math.Abs(b - a) <= 1e-6 * Math.Abs(a) || double.IsInfinity(a + b) ? Math.Max(a, b) : (b - a) / Math.Log(b / a);
}
