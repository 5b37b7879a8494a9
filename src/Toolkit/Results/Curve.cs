using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Results;

/// <summary>One statistic at one location over simulations and depths.</summary>
public sealed class Curve
{
    private readonly double[,] _values;

    /// <summary>Wraps the values of a curve.</summary>
    /// <param name="statistic">Which statistic.</param>
    /// <param name="location">Where.</param>
    /// <param name="values">[simulations, depths], as kept; NaN where a value is absent.</param>
    public Curve(Statistic statistic, Location location, double[,] values)
    {
        (Statistic, Location, _values) = (statistic, location, values);
    }

    /// <summary>Which statistic.</summary>
    public Statistic Statistic { get; }

    /// <summary>Where in the layer.</summary>
    public Location Location { get; }

    /// <summary>Rows.</summary>
    public int Simulations => _values.GetLength(0);

    /// <summary>Columns.</summary>
    public int Depths => _values.GetLength(1);

    /// <summary>
    /// The value as kept (natural logarithm or linear, see <see cref="Statistic.IsLogarithmic"/>); NaN where absent.
    /// </summary>
    public double this[int simulation, int depth] => _values[simulation, depth];

    /// <summary>A copy of the values as kept, [simulations, depths].</summary>
    public double[,] ToArray() => (double[,])_values.Clone();

    /// <summary>The value on a linear scale; may overflow to infinity where the logarithm is large.</summary>
    public double Linear(int simulation, int depth) =>
        Statistic.IsLogarithmic ? Math.Exp(_values[simulation, depth]) : _values[simulation, depth];
}
