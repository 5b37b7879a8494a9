namespace MomentsDnns.Analysis.Comparison;

/// <summary>The values of two runs' simulations of one quantity at one depth.</summary>
/// <param name="Depth">The layer or unit.</param>
/// <param name="A">The first run's, a simulation each; NaN where absent.</param>
/// <param name="B">The second run's.</param>
internal sealed record SharedPoint(int Depth, double[] A, double[] B)
{
    /// <summary>Makes absent what lacks its other half.</summary>
    public void KeepPairs()
    {
        for (int i = 0; i < Math.Min(A.Length, B.Length); i++)
        {
            if (double.IsNaN(A[i]) || double.IsNaN(B[i])) A[i] = B[i] = double.NaN;
        }
    }

    /// <summary>The size of a difference that is rounding: the resolution times the mean absolute value, or as it is for logarithms.</summary>
    /// <param name="isLogarithmic">Whether the values are logarithms.</param>
    /// <param name="resolution">Of the options.</param>
    public double Tolerance(bool isLogarithmic, double resolution) =>
        resolution * (isLogarithmic ? 1 : A.Concat(B).Where(double.IsFinite).Average(Math.Abs));
}
