namespace MomentsDnns.Analysis.Inference;

/// <summary>The arithmetic of a line through points.</summary>
internal static class LeastSquares
{
    /// <summary>Values less their mean.</summary>
    public static double[] Centred(IEnumerable<double> values)
    {
        double[] list = [.. values];
        double mean = list.Average();
        return Array.ConvertAll(list, v => v - mean);
    }

    /// <summary>The sum of products.</summary>
    public static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    /// <summary>The slope of y over x.</summary>
    public static double Slope(IEnumerable<double> x, double[] y)
    {
        double[] centred = Centred(x);
        return Dot(centred, y) / Dot(centred, centred);
    }
}
