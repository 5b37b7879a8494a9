using MomentsDnns.Theory.InfiniteWidth;

namespace MomentsDnns.Toolkit.Tests.Theory.InfiniteWidth;

public class GramMatrixTests
{
    // Of the vectors (1, 2), (3, -1), (0, 5), two channels: the moments by hand.
    private static readonly double[][] Images = [[1, 2], [3, -1], [0, 5]];

    private static GramMatrix Gram => Grams.Of(3, (i, j) => ((Images[i][0] * Images[j][0]) + (Images[i][1] * Images[j][1])) / 2);

    [Fact]
    public void Moments_AreThoseOfTheChannels()
    {
        Assert.Equal((1 + 4 + 9 + 1 + 0 + 25) / 6.0, Gram.MeanSquare, 1e-14);
        Assert.Equal(((14 / 9.0) + 6) / 2, Gram.Variance, 1e-14); // variances of (1, 3, 0) and (2, -1, 5): 14/9 and 6
    }

    [Fact]
    public void Centred_TakesTheMeansOff()
    {
        GramMatrix centred = Gram.Centred();

        Assert.Equal(0, centred.Mean, 1e-15);
        Assert.Equal(Gram.Variance, centred.MeanSquare, 1e-14);
        double x = 1 - (4 / 3.0), y = 3 - (4 / 3.0), u = 2 - 2, v = -1 - 2;
        Assert.Equal(((x * y) + (u * v)) / 2, centred[0, 1], 1e-14);
    }

    [Fact]
    public void AffineAndPlus_ActOnEachPair()
    {
        GramMatrix sum = Gram.Affine(2, 0.25).Plus(Gram);

        Assert.Equal((3 * Gram[1, 2]) + 0.25, sum[1, 2], 1e-14);
        Assert.Throws<ArgumentOutOfRangeException>(() => Gram.Plus(Grams.Row(4)));
    }

    [Fact]
    public void DirectionSpread_IsOneMinusTheMeanCosine()
    {
        double Cosine(int i, int j) => Gram[i, j] / Math.Sqrt(Gram[i, i] * Gram[j, j]);

        Assert.Equal(1 - ((Cosine(0, 1) + Cosine(0, 2) + Cosine(1, 2)) / 3), Gram.DirectionSpread, 1e-14);
    }

    [Fact]
    public void EffectiveRank_OfEqualDirections_IsTheirNumber()
    {
        Assert.Equal(9, Grams.Isotropic(10).EffectiveRank()!.Value, 1e-12);
        Assert.Null(Grams.Of(3, (_, _) => 1).EffectiveRank());
    }

    [Fact]
    public void Construction_RefusesWhatIsNoMatrix()
    {
        Assert.Throws<ArgumentException>(() => new GramMatrix(new double[5]));
        Assert.Throws<ArgumentException>(() => new GramMatrix(new double[1]));
        Assert.Throws<ArgumentException>(() => new GramMatrix([1, 0, double.NaN, 1]));
    }
}
