namespace MomentsDnns.Analysis.Growth;

/// <summary>The laws of single networks, whose mean need not be of any one's.</summary>
internal static class SingleNets
{
    /// <summary>
    /// How many curves are by themselves nearest to an exponential of at least a rate, over the range of a fit.
    /// </summary>
    /// <param name="depths">The depths of the columns, ascending, above 0.</param>
    /// <param name="logValues">[simulations, depths]: natural logarithms. Columns with a NaN are left out.</param>
    /// <param name="fit">Gives range and offset.</param>
    /// <param name="rate">gamma a layer.</param>
    public static int Exponential(IReadOnlyList<int> depths, double[,] logValues, GrowthFit fit, double rate)
    {
        int simulations = logValues.GetLength(0);
        int[] columns = fit.Columns(depths, logValues);
        (double[] Shape, double Square)[] shapes = [.. GrowthLaws.All.Select(law =>
        {
            double[] shape = [.. columns.Select(c => law.Shape(depths[c], fit.PowerLawOffset))];
            double mean = shape.Average();
            for (int i = 0; i < shape.Length; i++) shape[i] -= mean;
            return (shape, shape.Sum(v => v * v));
        })];
        return Enumerable.Range(0, simulations).Count(s =>
        {
            double[] products =
                [.. shapes.Select(law => law.Shape.Select((v, i) => v * logValues[s, columns[i]]).Sum())];
            // Least squares leave the less, the larger the square of product / length.
            double[] explained = [.. products.Select((p, law) => p * p / shapes[law].Square)];
            return products[(int)GrowthLaw.Exponential] / shapes[(int)GrowthLaw.Exponential].Square >= rate
                && explained[(int)GrowthLaw.Exponential] == explained.Max();
        });
    }
}
