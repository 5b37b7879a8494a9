using MomentsDnns.Analysis.SideBySide;
using MomentsDnns.Analysis.TheoryComparison;
using MomentsDnns.Architectures.Networks;

namespace MomentsDnns.Plotting.Recipes;

/// <summary>The paper's symbols as labels. Where a layer of a residual unit is meant, the superscript is l,1.</summary>
internal static class Symbols
{
    /// <summary>l, the depth.</summary>
    public static FigureLabel Depth { get; } = FigureLabel.Empty.Italic("l");

    /// <summary>chi^l.</summary>
    public static FigureLabel Chi { get; } = FigureLabel.Empty.Italic("χ").Layer(false);

    /// <summary>delta chi^l, the increment over the whole layer.</summary>
    public static FigureLabel Increment(bool inUnit) => FigureLabel.Empty.Italic("δχ").Layer(inUnit);

    /// <summary>delta_BN chi^l, the increment over convolution and normalization.</summary>
    public static FigureLabel NormIncrement(NormKind norm, bool inUnit) =>
        FigureLabel.Empty.Italic("δ").Subscript(norm == NormKind.Batch ? "BN" : "norm").Italic(" χ").Layer(inUnit);

    /// <summary>delta_phi chi^l, the increment over the activation (in a residual unit: with the convolution after it).</summary>
    public static FigureLabel ActivationIncrement(bool inUnit) =>
        FigureLabel.Empty.Italic("δ").Subscript("φ", TextStyle.Italic).Italic(" χ").Layer(inUnit);

    /// <summary>r_eff(x^l).</summary>
    public static FigureLabel SignalRank(bool inUnit) =>
        FigureLabel.Empty.Italic("r").Subscript("eff").Upright("(").Bold("x").Layer(inUnit).Upright(")");

    /// <summary>r_eff(dx^l).</summary>
    public static FigureLabel NoiseRank(bool inUnit) =>
        FigureLabel.Empty.Italic("r").Subscript("eff").Upright("(d").Bold("x").Layer(inUnit).Upright(")");

    /// <summary>mu_4(z^l).</summary>
    public static FigureLabel FourthMoment(bool inUnit) =>
        FigureLabel.Empty.Italic("μ").Subscript("4").Upright("(").Bold("z").Layer(inUnit).Upright(")");

    /// <summary>nu_1(|z^l|).</summary>
    public static FigureLabel AbsoluteMoment(bool inUnit) =>
        FigureLabel.Empty.Italic("ν").Subscript("1").Upright("(|").Bold("z").Layer(inUnit).Upright("|)");

    /// <summary>mu_2(x^l) / nu_2(x^l).</summary>
    public static FigureLabel VarianceShare { get; } = FigureLabel.Empty.Italic("μ").Subscript("2").Upright("(").Bold("x").Layer(false)
        .Upright(") / ").Then(SecondMoment());

    /// <summary>nu_2(x^l).</summary>
    public static FigureLabel SignalPower => SecondMoment();

    /// <summary>log nu_2(x^l) - log nu_2(x^0).</summary>
    public static FigureLabel LogSignalPower { get; } = LogRatio("ν", "");

    /// <summary>log mu_2(dx^l) - log mu_2(dx^0).</summary>
    public static FigureLabel LogNoisePower { get; } = LogRatio("μ", "d");

    /// <summary>A quantity that runs of any architecture share.</summary>
    public static FigureLabel Of(SharedQuantity quantity) => quantity switch
    {
        SharedQuantity.Chi => Chi,
        SharedQuantity.Increment => Increment(false),
        SharedQuantity.VarianceShare => VarianceShare,
        SharedQuantity.SignalPower => SignalPower,
        SharedQuantity.SignalRank => SignalRank(false),
        SharedQuantity.NoiseRank => NoiseRank(false),
        _ => throw new ArgumentOutOfRangeException(nameof(quantity), quantity, "unknown quantity"),
    };

    /// <summary>A prediction from the signs of pre-activations.</summary>
    public static FigureLabel FromSigns { get; } = FigureLabel.Empty.Italic("φ").Upright(", from signs");

    /// <summary>A prediction from the moments of each channel.</summary>
    public static FigureLabel FromChannels { get; } = FigureLabel.Empty.Upright("BN, from channels");

    /// <summary>A prediction for standard normal pre-activations.</summary>
    public static FigureLabel OfNormals { get; } = FigureLabel.Empty.Italic("φ").Upright(", of normals");

    /// <summary>A predicted quantity that has a panel of its own.</summary>
    public static FigureLabel Of(TheoryQuantity quantity) => quantity switch
    {
        TheoryQuantity.UnitIncrement => FigureLabel.Empty.Italic("δχ").Layer(false).Upright(" of the unit"),
        TheoryQuantity.BranchShare => FigureLabel.Empty.Upright("share of the residual branch"),
        TheoryQuantity.DirectionSpread => FigureLabel.Empty.Upright("1 − E cos(").Bold("x").Layer(false).Upright(", ").Bold("x′").Layer(false).Upright(")"),
        TheoryQuantity.LogPowerMean => FigureLabel.Empty.Upright("mean of log ").Then(SecondMoment()),
        TheoryQuantity.LogPowerVariance => FigureLabel.Empty.Upright("variance of log ").Then(SecondMoment()),
        TheoryQuantity.PreActivationPower => FigureLabel.Empty.Italic("ν").Subscript("2").Upright("(").Bold("y").Layer(false).Upright(")"),
        TheoryQuantity.NoiseGrowth => FigureLabel.Empty.Upright("growth of log ").Italic("μ").Subscript("2").Upright("(d").Bold("x").Layer(false).Upright(")"),
        _ => FigureLabel.Empty.Upright(quantity.ToString()),
    };

    private static FigureLabel SecondMoment() => FigureLabel.Empty.Italic("ν").Subscript("2").Upright("(").Bold("x").Layer(false).Upright(")");

    private static FigureLabel LogRatio(string moment, string before) =>
        FigureLabel.Empty.Upright("log ").Italic(moment).Subscript("2").Upright("(" + before).Bold("x").Layer(false)
            .Upright(") − log ").Italic(moment).Subscript("2").Upright("(" + before).Bold("x").Superscript("0").Upright(")");

    private static FigureLabel Layer(this FigureLabel label, bool inUnit)
    {
        FigureLabel raised = label.Superscript("l", TextStyle.Italic);
        return inUnit ? raised.Superscript(",1") : raised;
    }
}
