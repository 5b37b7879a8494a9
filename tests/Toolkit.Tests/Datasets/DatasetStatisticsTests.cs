using MomentsDnns.Architectures.Random;
using MomentsDnns.Datasets;

namespace MomentsDnns.Toolkit.Tests.Datasets;

public sealed class DatasetStatisticsTests
{
    [Fact]
    public void Measure_IndependentUniformPixels_GivesClosedForms()
    {
        // 200 images of 3 x 20 x 20 independent uniform numbers: 80,000 values a channel, 240,000 in all.
        DatasetStatistics s = DatasetStatistics.Measure(Noise(200, 3, 20, 20), 200);
        Assert.Equal(200, s.Images);
        Assert.All(s.ChannelMeans, m => Assert.Equal(0.5, m, 0.004)); // 4 x sqrt(1/12/80000) = 0.0041
        Assert.All(s.ChannelStandardDeviations, d => Assert.Equal(Math.Sqrt(1 / 12.0), d, 0.002));
        Assert.All(s.ChannelKurtoses, k => Assert.Equal(1.8, k, 0.02)); // (1/80) / (1/12)^2
        Assert.Equal(Math.Sqrt(3) / 2, s.MeanAbsoluteValue, 0.003); // E|u - 1/2| / sd = (1/4) sqrt 12
        Assert.Equal(1 / 400.0, s.ImageMeanShare, 0.0006); // 600 squares: standard error 1/400 sqrt(2/600)
        Assert.Equal(0, s.RedGreenCorrelation!.Value, 0.015); // 4 / sqrt(80000)
        Assert.Equal(0, s.NeighbourCorrelation1!.Value, 0.0085); // 4 / sqrt(228000)
        Assert.Equal(0, s.ColumnCorrelation4!.Value, 0.0095);
        Assert.Equal(0, s.NeighbourCorrelation16!.Value, 0.018); // 4 / sqrt(48000)
        Assert.Equal(Math.Sqrt(2), s.DifferenceStandardDeviation!.Value, 0.008);
        Assert.Equal(2.4, s.DifferenceKurtosis!.Value, 0.03); // the triangular law
        Assert.Equal(0, s.SpectrumSlope!.Value, 0.1); // white; standard error 0.032 from the rings' coefficients
        Assert.Equal(3, s.ChannelEffectiveRank!.Value, 0.04);
        Assert.Null(s.EffectiveRank512);
    }

    [Fact]
    public void Measure_PlaneWavesOfPowerMinusThree_GivesSlopeOfTheWindowedPower()
    {
        // Amplitude r^-1.5 at integer frequency r, phases drawn anew for each of 60 images. The window's transform is
        // (-1/4, 1/2, -1/4), so with independent phases power spreads by (1, 4, 1) along each axis: the expected slope
        // is that of the spread power over rings 2 to 14. Standard error near 0.03: at least 12 x 60 coefficients a ring.
        const int side = 32;
        Dictionary<int, double[]> images = [];
        MadeDataset dataset = new(60, 1, side, side, (image, _, row, column) =>
        {
            if (!images.TryGetValue(image, out double[]? field)) images.Add(image, field = Waves(image, side));
            return field[row * side + column];
        });
        double expected = WindowedSlope(side);
        Assert.InRange(expected, -3.5, -3);
        Assert.Equal(expected, DatasetStatistics.Measure(dataset, 60).SpectrumSlope!.Value, 0.1);
    }

    [Fact]
    public void Measure_OneFactor_HasEffectiveRankOne()
    {
        DatasetStatistics s = DatasetStatistics.Measure(
            new MadeDataset(512, 1, 4, 4, (image, _, _, column) => (image * 37 % 512) / 600.0 * (1 + column) / 4), 512);
        Assert.Equal(1, s.EffectiveRank64!.Value, 1e-6);
        Assert.Equal(1, s.EffectiveRank512!.Value, 1e-6);
    }

    [Fact]
    public void Measure_TwoOrthogonalFactorsAndAConstantFeature_HasEffectiveRankOfTheVaryingFeatures()
    {
        // Of 9 features 6 follow a sign, 2 follow a sign orthogonal to it, 1 never varies: Tr C = 8, lambda_max = 6.
        DatasetStatistics s = DatasetStatistics.Measure(new MadeDataset(64, 1, 3, 3, (image, _, row, column) =>
            row < 2 ? image % 2 : column < 2 ? image / 2 % 2 : 0.5), 64);
        Assert.Equal(8.0 / 6, s.EffectiveRank64!.Value, 1e-6);
    }

    [Fact]
    public void Measure_CheckerboardOfColumns_GivesExactNeighbours()
    {
        DatasetStatistics s = DatasetStatistics.Measure(new MadeDataset(2, 3, 6, 6, (_, _, _, column) => column % 2), 2);
        Assert.Equal(-1, s.NeighbourCorrelation1!.Value, 1e-12);
        Assert.Equal(1, s.NeighbourCorrelation4!.Value, 1e-12);
        Assert.Equal(1, s.ColumnCorrelation1!.Value, 1e-12);
        Assert.Null(s.NeighbourCorrelation16); // longer than the image
        Assert.Null(s.SpectrumSlope);
        Assert.Equal(2, s.DifferenceStandardDeviation!.Value, 1e-12);
        Assert.Equal(1, s.DifferenceKurtosis!.Value, 1e-12);
        Assert.Equal(1, s.RedBlueCorrelation!.Value, 1e-12);
        Assert.Equal(1, s.ChannelEffectiveRank!.Value, 1e-9);
        Assert.Equal(0, s.ImageMeanShare, 1e-12);
    }

    [Fact]
    public void Rows_GreyImages_LeaveOutColours()
    {
        IReadOnlyList<(string Name, double Value)> rows = DatasetStatistics.Measure(Noise(70, 1, 18, 18), 1000).Rows();
        Assert.Equal(
            ["images measured", "mean", "standard deviation", "kurtosis", "mean absolute standardised value",
                "correlation of neighbours in a row, distance 1", "correlation of neighbours in a row, distance 4",
                "correlation of neighbours in a row, distance 16", "correlation of neighbours in a column, distance 1",
                "correlation of neighbours in a column, distance 4", "correlation of neighbours in a column, distance 16",
                "variance share of image means", "power spectrum slope", "difference standard deviation",
                "difference kurtosis", "effective rank, 64 flattened images"],
            rows.Select(r => r.Name));
        Assert.Equal(70, rows[0].Value); // no more than there are
    }

    [Fact]
    public void Measure_ConstantChannel_SaysWhichAndTheValue()
    {
        string message = Assert.Throws<DatasetException>(() => DatasetStatistics.Measure(
            new MadeDataset(4, 2, 3, 3, (image, channel, _, _) => channel == 0 ? image / 4.0 : 0.25), 4)).Message;
        Assert.StartsWith("--dataset made: channel 1 has the value 0.25 in every pixel of the 4 images measured", message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Measure_TooFewImages_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => DatasetStatistics.Measure(Noise(4, 1, 2, 2), 1));
        Assert.Throws<DatasetException>(() => DatasetStatistics.Measure(Noise(1, 1, 2, 2), 2));
    }

    [Fact]
    public void Measure_RealTestBatch_AgreesWithThePublishedStatisticsOfCifar10()
    {
        // Expected: the README beside the file, measured on 10,000 training images. The tolerances cover the 4,000 other
        // images measured here and the JPEG compression of this copy.
        DatasetStatistics s = DatasetStatistics.Measure(DatasetCatalog.Open("cifar10", SharedData.Folder()), 4000);
        Assert.All(s.ChannelMeans.Zip([.492, .482, .447]), p => Assert.Equal(p.Second, p.First, 0.008));
        Assert.All(s.ChannelStandardDeviations.Zip([.246, .243, .260]), p => Assert.Equal(p.Second, p.First, 0.005));
        Assert.All(s.ChannelKurtoses, k => Assert.InRange(k, 2.15, 2.35));
        Assert.Equal(.92, s.RedGreenCorrelation!.Value, 0.01);
        Assert.Equal(.91, s.GreenBlueCorrelation!.Value, 0.01);
        Assert.Equal(.80, s.RedBlueCorrelation!.Value, 0.015);
        Assert.Equal(.83, s.MeanAbsoluteValue, 0.01);
        Assert.Equal(.93, s.NeighbourCorrelation1!.Value, 0.01);
        Assert.Equal(.70, s.NeighbourCorrelation4!.Value, 0.015);
        Assert.Equal(.42, s.NeighbourCorrelation16!.Value, 0.015);
        Assert.Equal(.29, s.ImageMeanShare, 0.015);
        Assert.Equal(-3.3, s.SpectrumSlope!.Value, 0.2);
        Assert.Equal(.37, s.DifferenceStandardDeviation!.Value, 0.01);
        Assert.Equal(9.0, s.DifferenceKurtosis!.Value, 0.5);
        Assert.Equal(3.7, s.EffectiveRank64!.Value, 0.35);
        Assert.Equal(3.9, s.EffectiveRank512!.Value, 0.4);
        Assert.Equal(1.09, s.ChannelEffectiveRank!.Value, 0.01);
    }

    private static MadeDataset Noise(int count, int channels, int height, int width) =>
        new(count, channels, height, width, (image, channel, row, column) =>
            Philox4x32.Block((uint)image, (uint)channel, (uint)row, (uint)column, 5, 6).X0 / 4294967296.0);

    private static double[] Waves(int image, int side)
    {
        RandomStream stream = new(1, image, 0, RandomPurpose.Pixels);
        double[] field = new double[side * side];
        for (int across = 0; across <= side / 2; across++)
        {
            for (int down = 0; down < side; down++)
            {
                int signed = down <= side / 2 ? down : down - side;
                double radius = Math.Sqrt(across * across + signed * signed);
                double amplitude = radius > 0 ? 0.02 * Math.Pow(radius, -1.5) : 0, phase = stream.NextDouble();
                for (int i = 0; i < field.Length; i++)
                    field[i] += amplitude * Math.Cos(2 * Math.PI * (phase + (double)(across * (i % side) + down * (i / side)) / side));
            }
        }

        return field;
    }

    private static double WindowedSlope(int side)
    {
        Dictionary<int, (double Radius, double Power, int Count)> rings = [];
        for (int across = -side / 2 + 1; across < side / 2; across++)
        {
            for (int down = -side / 2 + 1; down < side / 2; down++)
            {
                double power = 0;
                for (int i = -1; i <= 1; i++)
                {
                    for (int j = -1; j <= 1; j++)
                    {
                        double square = (across + i) * (across + i) + (down + j) * (down + j);
                        if (square > 0) power += Math.Pow(square, -1.5) * (i == 0 ? 4 : 1) * (j == 0 ? 4 : 1);
                    }
                }

                double radius = Math.Sqrt(across * across + down * down);
                (double r, double p, int n) = rings.GetValueOrDefault((int)Math.Round(radius));
                rings[(int)Math.Round(radius)] = (r + radius, p + power, n + 1);
            }
        }

        (double X, double Y)[] points = [.. Enumerable.Range(2, 13).Select(k => rings[k])
            .Select(r => (Math.Log(r.Radius / r.Count), Math.Log(r.Power / r.Count)))];
        double meanX = points.Average(p => p.X), meanY = points.Average(p => p.Y);
        return points.Sum(p => (p.X - meanX) * (p.Y - meanY)) / points.Sum(p => (p.X - meanX) * (p.X - meanX));
    }
}
