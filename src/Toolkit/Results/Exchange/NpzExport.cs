
namespace MomentsDnns.Results.Exchange;

/// <summary>Writes a run as the reference implementation's plots read it.</summary>
public static class NpzExport
{
    /// <summary>
    /// Writes float64 arrays [simulations, depths] named <c>&lt;statistic&gt;_&lt;loc&gt;</c> on a linear scale (so
    /// <c>mu2_noise</c> and <c>chi</c> can overflow to infinity), <c>log_mu2_noise_&lt;loc&gt;</c> that cannot, and the
    /// int64 arrays <c>depth</c> and, for residual nets, <c>res_depth</c>. What was not computed is left out; a value
    /// missing inside an array is NaN. Locations without a number (the residual branch's end) are left out.
    /// </summary>
    /// <param name="results">The run.</param>
    /// <param name="path">The file; it appears whole or not at all.</param>
    public static void Write(RunResults results, string path)
    {
        ReferenceLayout layout = ReferenceNames.LayoutOf(results.Facts);
        List<KeyValuePair<string, NpyArray>> arrays = [];
        foreach (Curve curve in results.Curves)
        {
            if (ReferenceNames.Of(layout, curve.Statistic, curve.Location) is not { } name) continue;
            if (IsAbsent(curve)) continue;
            arrays.Add(new(name, Values(curve, curve.Linear)));
            if (curve.Statistic != Statistic.Mu2Noise) continue;
            string logName = ReferenceNames.OfLog(layout, curve.Statistic, curve.Location)!;
            arrays.Add(new(logName, Values(curve, (s, d) => curve[s, d])));
        }

        arrays.Add(new(ReferenceNames.Depth, NpyArray.Of([.. results.Depths.Select(d => (long)d)],
            results.Depths.Count)));
        if (results.Facts.Branch is { } branch)
            arrays.Add(new(ReferenceNames.ResidualDepth, NpyArray.Of([(long)branch.Layers])));
        NpzFile.Write(path, arrays);
    }

    private static NpyArray Values(Curve curve, Func<int, int, double> value)
    {
        double[] values = new double[curve.Simulations * curve.Depths];
        for (int i = 0; i < values.Length; i++) values[i] = value(i / curve.Depths, i % curve.Depths);
        return NpyArray.Of(values, curve.Simulations, curve.Depths);
    }

    private static bool IsAbsent(Curve curve)
    {
        for (int s = 0; s < curve.Simulations; s++)
        {
            for (int d = 0; d < curve.Depths; d++)
            {
                if (!double.IsNaN(curve[s, d])) return false;
            }
        }

        return true;
    }
}
