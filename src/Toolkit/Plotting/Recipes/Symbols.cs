using MomentsDnns.Analysis.Quantities;
using MomentsDnns.Analysis.TheoryComparison;
using MomentsDnns.Results.Facts;

namespace MomentsDnns.Plotting.Recipes;

/// <summary>The paper's symbols as labels. Where a layer of a residual unit is meant, the superscript is l,1.</summary>
public static class Symbols
{
    /// <summary>l, the depth.</summary>
    public static FigureLabel Depth { get; } = Parse("l");

    /// <summary>chi^l.</summary>
    public static FigureLabel Chi { get; } = Parse("chi^l");

    /// <summary>delta chi^l, the increment over the whole layer.</summary>
    /// <param name="inUnit">Whether a layer of a residual unit is meant: l,1 for l.</param>
    public static FigureLabel Increment(bool inUnit) => Parse($"delta chi^{Layer(inUnit)}");

    /// <summary>delta_BN chi^l, the increment over convolution and normalization.</summary>
    /// <param name="norm">The normalization; null: a mark that fits any.</param>
    /// <param name="inUnit">Whether a layer of a residual unit is meant: l,1 for l.</param>
    public static FigureLabel NormIncrement(NormFacts? norm, bool inUnit) =>
        Parse($"delta_{norm?.Mark ?? "norm"} chi^{Layer(inUnit)}");

    /// <summary>
    /// delta_phi chi^l, the increment over the activation (in a residual unit: with the convolution after it).
    /// </summary>
    /// <param name="inUnit">Whether a layer of a residual unit is meant: l,1 for l.</param>
    public static FigureLabel ActivationIncrement(bool inUnit) =>
        Parse($"delta_phi chi^{Layer(inUnit)}");

    /// <summary>r_eff(x^l).</summary>
    /// <param name="inUnit">Whether a layer of a residual unit is meant: l,1 for l.</param>
    public static FigureLabel SignalRank(bool inUnit) =>
        Parse($"r_eff(*x*^{Layer(inUnit)})");

    /// <summary>r_eff(dx^l).</summary>
    /// <param name="inUnit">Whether a layer of a residual unit is meant: l,1 for l.</param>
    public static FigureLabel NoiseRank(bool inUnit) =>
        Parse($"r_eff(d*x*^{Layer(inUnit)})");

    /// <summary>mu_4(z^l).</summary>
    /// <param name="inUnit">Whether a layer of a residual unit is meant: l,1 for l.</param>
    public static FigureLabel FourthMoment(bool inUnit) =>
        Parse($"mu_4(*z*^{Layer(inUnit)})");

    /// <summary>nu_1(|z^l|).</summary>
    /// <param name="inUnit">Whether a layer of a residual unit is meant: l,1 for l.</param>
    public static FigureLabel AbsoluteMoment(bool inUnit) =>
        Parse($"nu_1(|*z*^{Layer(inUnit)}|)");

    /// <summary>log nu_2(x^l) - log nu_2(x^0).</summary>
    public static FigureLabel LogSignalPower { get; } = Parse("log nu_2(*x*^l) - log nu_2(*x*^0)");

    /// <summary>log mu_2(dx^l) - log mu_2(dx^0).</summary>
    public static FigureLabel LogNoisePower { get; } = Parse("log mu_2(d*x*^l) - log mu_2(d*x*^0)");

    /// <summary>A quantity.</summary>
    /// <param name="quantity">The quantity.</param>
    public static FigureLabel Of(Quantity quantity) => Parse(quantity.Symbol);

    /// <summary>A prediction from the signs of pre-activations.</summary>
    public static FigureLabel FromSigns { get; } = Parse("phi, from signs");

    /// <summary>A prediction from the moments of each channel.</summary>
    public static FigureLabel FromChannels { get; } = Parse("BN, from channels");

    /// <summary>A prediction for standard normal pre-activations.</summary>
    public static FigureLabel OfNormals { get; } = Parse("phi, of normals");

    /// <summary>A predicted quantity that has a panel of its own.</summary>
    /// <param name="curve">Of it.</param>
    public static FigureLabel Of(TheoryCurve curve) => curve switch
    {
        { Theory: TheoryKind.Diffusion, IsVariance: true } => Parse("variance of log " + curve.Quantity.Symbol),
        { Theory: TheoryKind.Diffusion } => Parse("mean of log " + curve.Quantity.Symbol),
        _ when curve.Quantity == Quantity.NoiseGrowth => Parse("growth of log mu_2(d*x*^l)"),
        _ => Of(curve.Quantity),
    };

    // In a residual unit a layer is meant, its first.
    private static string Layer(bool inUnit) => inUnit ? "{l,1}" : "l";

    private static FigureLabel Parse(string text) => FigureLabel.Parse(text);
}
