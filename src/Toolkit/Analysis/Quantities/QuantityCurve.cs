using MomentsDnns.Results;

namespace MomentsDnns.Analysis.Quantities;

/// <summary>A quantity over the simulations and depths of a run. Immutable.</summary>
public sealed class QuantityCurve
{
    private readonly double[,] _values;

    internal QuantityCurve(Quantity quantity, double[,] values) => (Quantity, _values) = (quantity, values);

    /// <summary>Of what the values are.</summary>
    public Quantity Quantity { get; }

    /// <summary>Rows.</summary>
    public int Simulations => _values.GetLength(0);

    /// <summary>Columns.</summary>
    public int Depths => _values.GetLength(1);

    /// <summary>The value as kept, see <see cref="Quantity.IsLogarithmic"/>; NaN where absent.</summary>
    public double this[int simulation, int depth] => _values[simulation, depth];

    /// <summary>A curve of a run as that of its statistic at its place.</summary>
    /// <param name="curve">The curve.</param>
    public static implicit operator QuantityCurve(Curve curve) =>
        new(Quantity.At(curve.Statistic, curve.Location), curve.ToArray());

    /// <summary>The value on a linear scale; may overflow to infinity where the logarithm is large.</summary>
    public double Linear(int simulation, int depth) =>
        Quantity.IsLogarithmic ? Math.Exp(this[simulation, depth]) : this[simulation, depth];

    /// <summary>The natural logarithm of the value.</summary>
    public double NaturalLog(int simulation, int depth) =>
        Quantity.IsLogarithmic ? this[simulation, depth] : Math.Log(this[simulation, depth]);

    /// <summary>
    /// Of what means are taken: the logarithm, or the value (<see cref="Quantity.AveragesLogarithms"/>).
    /// </summary>
    public double Averaged(int simulation, int depth) =>
        Quantity.AveragesLogarithms ? NaturalLog(simulation, depth) : Linear(simulation, depth);

    /// <summary>Of all simulations at a depth that of which a mean is taken.</summary>
    /// <param name="depth">The column.</param>
    public double[] Column(int depth) => BySimulation(s => Averaged(s, depth));

    /// <summary>The last column at which every simulation holds a finite value; null where none does.</summary>
    internal int? LastComplete => Enumerable.Range(0, Depths).Reverse().Cast<int?>()
        .FirstOrDefault(d => BySimulation(s => this[s, d!.Value]).All(double.IsFinite));

    /// <summary>One number a simulation.</summary>
    internal double[] BySimulation(Func<int, double> value) => [.. Enumerable.Range(0, Simulations).Select(value)];

    /// <summary>The natural logarithms of all simulations at a depth; null where one has none.</summary>
    internal double[]? Logs(int depth) =>
        BySimulation(s => NaturalLog(s, depth)) is { Length: > 0 } logs && logs.All(double.IsFinite) ? logs : null;

    /// <summary>A copy of the values as kept, [simulations, depths].</summary>
    public double[,] ToArray() => (double[,])_values.Clone();

    /// <summary>The values on a linear scale, [simulations, depths].</summary>
    public double[,] ToLinearArray() => CurveTables.Table(Simulations, Depths, Linear);
}
