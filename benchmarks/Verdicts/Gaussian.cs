using MomentsDnns.Architectures.Random;

namespace MomentsDnns.Benchmarks.Verdicts;

/// <summary>Standard normal numbers with a key, by Box and Muller.</summary>
internal sealed class Gaussian(int draw, int simulation)
{
    private readonly RandomStream _stream = new(97, draw, simulation, RandomPurpose.Resampling);
    private double? _second;

    public double Next()
    {
        if (_second is { } second)
        {
            _second = null;
            return second;
        }

        double radius = Math.Sqrt(-2 * Math.Log(_stream.NextDouble()));
        (double sine, double cosine) = Math.SinCos(2 * Math.PI * _stream.NextDouble());
        _second = radius * sine;
        return radius * cosine;
    }

    /// <summary>A whole number from 0 to below a bound.</summary>
    public int Below(int bound) => _stream.NextInt32(bound);
}
