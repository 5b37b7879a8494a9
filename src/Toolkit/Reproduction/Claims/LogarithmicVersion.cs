using MathNet.Numerics;
using MomentsDnns.Analysis;
using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Results;

namespace MomentsDnns.Reproduction.Claims;

/// <summary>
/// A resnet as a logarithmic version of the feedforward net: its unit l is like the feedforward layer l' = Offset +
/// Scale log l. The map is found by the mean of log chi alone: l' is where the feedforward net has the resnet's chi,
/// and the line is fitted to that. Another clock may take the place of log l.
/// </summary>
/// <param name="Scale">Feedforward layers for each factor e of units.</param>
/// <param name="Offset">l' of the first unit.</param>
/// <param name="Units">The units whose chi lies in the feedforward net's range.</param>
/// <param name="MisfitShare">The root mean square of l' about the line, as a share of the range of l'.</param>
internal sealed record LogarithmicVersion(double Scale, double Offset, IReadOnlyList<int> Units, double MisfitShare)
{
    /// <summary>Where unit l stands among the feedforward layers.</summary>
    public double LayerOf(double unit) => Offset + (Scale * Clock(unit));

    /// <summary>What the layer is linear in; log l by default.</summary>
    public Func<double, double> Clock { get; private init; } = Math.Log;

    /// <summary>Finds the map.</summary>
    /// <param name="feedforward">The feedforward net.</param>
    /// <param name="residual">The resnet.</param>
    /// <exception cref="InvalidDataException">Fewer than four units lie in the feedforward net's range.</exception>
    public static LogarithmicVersion Of(RunResults feedforward, RunResults residual) =>
        Find(feedforward, residual) ?? throw new InvalidDataException(
        "the resnet's chi lies outside the feedforward net's range");

    /// <summary>The same, by a clock; null where fewer than four units lie in the feedforward net's range.</summary>
    /// <param name="feedforward">The feedforward net.</param>
    /// <param name="residual">The resnet.</param>
    /// <param name="clock">What the layer is linear in; log l when null.</param>
    public static LogarithmicVersion? Find(RunResults feedforward, RunResults residual, Func<double,
        double>? clock = null)
    {
        clock ??= Math.Log;
        double[] layers = MeanLogChi(feedforward), units = MeanLogChi(residual);
        List<(int Unit, double Layer)> pairs = [];
        for (int i = 0; i < units.Length; i++)
        {
            if (Invert(feedforward.Depths, layers, units[i]) is { } layer) pairs.Add((residual.Depths[i], layer));
        }

        if (pairs.Count < 4) return null;
        (double offset, double scale) =
            Fit.Line([.. pairs.Select(p => clock(p.Unit))], [.. pairs.Select(p => p.Layer)]);
        double misfit = Math.Sqrt(pairs.Average(p => Math.Pow(p.Layer - offset - (scale * clock(p.Unit)), 2)));
        return new(scale, offset, [.. pairs.Select(p => p.Unit)],
            misfit / (pairs.Max(p => p.Layer) - pairs.Min(p => p.Layer)))
        { Clock = clock };
    }

    private static double[] MeanLogChi(RunResults run)
    {
        QuantityCurve chi = Quantity.Chi.Get(run);
        return [.. Enumerable.Range(0, chi.Depths)
            .Select(d => Enumerable.Range(0, chi.Simulations).Average(s => chi[s, d]))];
    }

    // Linear between recorded depths; chi grows throughout.
    private static double? Invert(IReadOnlyList<int> depths, double[] values, double value)
    {
        for (int i = 1; i < values.Length; i++)
        {
            if (values[i - 1] <= value && value <= values[i])
            {
                return depths[i - 1] + ((depths[i] - depths[i - 1]) * (value - values[i - 1])
                    / (values[i] - values[i - 1]));
            }
        }

        return null;
    }

    /// <summary>
    /// The mean of a statistic at unit l of the resnet and at its layer l' of the feedforward net, over the units of
    /// the map.
    /// </summary>
    public IReadOnlyList<(int Unit, double Residual, double Feedforward)> Compare(RunResults feedforward,
        RunResults residual, Statistic statistic, Location location)
    {
        IReadOnlyList<double> of = CurveSummary.OfLinear(residual.Get(statistic, location)).Mean,
            with = CurveSummary.OfLinear(feedforward.Get(statistic, location)).Mean;
        List<(int, double, double)> pairs = [];
        foreach (int unit in Units)
        {
            double layer = LayerOf(unit);
            int above = 1;
            while (above < feedforward.Depths.Count - 1 && feedforward.Depths[above] < layer) above++;
            double share =
                (layer - feedforward.Depths[above - 1]) / (feedforward.Depths[above] - feedforward.Depths[above - 1]);
            pairs.Add((unit, of[Enumerable.Range(0, residual.Depths.Count).First(i => residual.Depths[i] == unit)],
                with[above - 1] + (share * (with[above] - with[above - 1]))));
        }

        return pairs;
    }
}
