namespace MomentsDnns.Datasets;

/// <summary>
/// What a dataset's images are like: the numbers by which a stand-in is compared with the real one. "Standardised"
/// means that each channel's mean is subtracted and the channel is divided by its standard deviation, both taken over
/// all measured images and positions. A statistic that a dataset does not have (a colour statistic of grey images, a
/// distance longer than the image) is null.
/// </summary>
public sealed record DatasetStatistics
{
    /// <summary>How many images were measured.</summary>
    public required int Images { get; init; }

    /// <summary>Mean of each channel, values from 0 to 1.</summary>
    public required IReadOnlyList<double> ChannelMeans { get; init; }

    /// <summary>Standard deviation of each channel.</summary>
    public required IReadOnlyList<double> ChannelStandardDeviations { get; init; }

    /// <summary>Correlation of red and green pixels; 3 channels only.</summary>
    public double? RedGreenCorrelation { get; init; }

    /// <summary>Correlation of green and blue pixels; 3 channels only.</summary>
    public double? GreenBlueCorrelation { get; init; }

    /// <summary>Correlation of red and blue pixels; 3 channels only.</summary>
    public double? RedBlueCorrelation { get; init; }

    /// <summary>Kurtosis of each channel: E[(x - E x)^4] / Var(x)^2, 3 for normal numbers.</summary>
    public required IReadOnlyList<double> ChannelKurtoses { get; init; }

    /// <summary>Mean absolute value of standardised pixels.</summary>
    public required double MeanAbsoluteValue { get; init; }

    /// <summary>Correlation of pixels 1 apart in a row.</summary>
    public double? NeighbourCorrelation1 { get; init; }

    /// <summary>Correlation of pixels 4 apart in a row.</summary>
    public double? NeighbourCorrelation4 { get; init; }

    /// <summary>Correlation of pixels 16 apart in a row.</summary>
    public double? NeighbourCorrelation16 { get; init; }

    /// <summary>Correlation of pixels 1 apart in a column.</summary>
    public double? ColumnCorrelation1 { get; init; }

    /// <summary>Correlation of pixels 4 apart in a column.</summary>
    public double? ColumnCorrelation4 { get; init; }

    /// <summary>Correlation of pixels 16 apart in a column.</summary>
    public double? ColumnCorrelation16 { get; init; }

    /// <summary>Variance of images' means over the variance of pixels, per channel, averaged over channels.</summary>
    public required double ImageMeanShare { get; init; }

    /// <summary>
    /// Slope of log power against log frequency from 0.06 to 0.45 cycles a pixel, of the radially averaged power
    /// spectrum of the grey image (the mean of the channels) under a Hann window: of the central square where the image
    /// is not square or exceeds 64 pixels a side; images of 16 x 16 and more.
    /// </summary>
    public double? SpectrumSlope { get; init; }

    /// <summary>Standard deviation of the differences of standardised pixels that are neighbours in a row.</summary>
    public double? DifferenceStandardDeviation { get; init; }

    /// <summary>Kurtosis of those differences.</summary>
    public double? DifferenceKurtosis { get; init; }

    /// <summary>Effective rank of 64 flattened images, features standardised over them: mean over batches.</summary>
    public double? EffectiveRank64 { get; init; }

    /// <summary>Effective rank of 512 flattened images, features standardised over them: mean over batches.</summary>
    public double? EffectiveRank512 { get; init; }

    /// <summary>Effective rank of the standardised channels over images and positions; 3 channels only.</summary>
    public double? ChannelEffectiveRank { get; init; }

    /// <summary>Measures images that are spread evenly over a dataset. Equal content gives equal numbers.</summary>
    /// <param name="dataset">The dataset; images are read twice or thrice, none is kept.</param>
    /// <param name="count">How many images, 2 or more; all of them where there are fewer.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 2.</exception>
    /// <exception cref="DatasetException">The dataset has fewer than two images, or a channel is constant.</exception>
    public static DatasetStatistics Measure(IImageDataset dataset, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        if (dataset.Count < 2)
        {
            throw new DatasetException($"--dataset {dataset.Name}: holds {dataset.Count} image, statistics need "
                + "at least 2; add images or take --dataset cifar-like");
        }

        int images = Math.Min(count, dataset.Count);
        int[] indices = [.. Enumerable.Range(0, images).Select(i => (int)((long)i * dataset.Count / images))];
        PixelMoments channels = PixelMoments.Measure(dataset, indices);
        PixelStatistics pixels = PixelStatistics.Measure(dataset, indices, channels);
        return pixels.Describe(channels) with
        {
            EffectiveRank64 = FlattenedRank.Measure(dataset, indices, 64),
            EffectiveRank512 = FlattenedRank.Measure(dataset, indices, 512),
        };
    }

    /// <summary>The numbers as rows of a table: a name in words and a value; what is null has no row.</summary>
    public IReadOnlyList<(string Name, double Value)> Rows()
    {
        string[] names = ChannelMeans.Count == 3 ? ["red ", "green ", "blue "]
            : ChannelMeans.Count == 1 ? [""]
            : [.. Enumerable.Range(0, ChannelMeans.Count).Select(c => $"channel {c} ")];
        List<(string Name, double? Value)> rows = [("images measured", Images)];
        AddChannels("mean", ChannelMeans);
        AddChannels("standard deviation", ChannelStandardDeviations);
        rows.AddRange([
            ("correlation red-green", RedGreenCorrelation),
            ("correlation green-blue", GreenBlueCorrelation),
            ("correlation red-blue", RedBlueCorrelation)]);
        AddChannels("kurtosis", ChannelKurtoses);
        rows.AddRange([
            ("mean absolute standardised value", MeanAbsoluteValue),
            ("correlation of neighbours in a row, distance 1", NeighbourCorrelation1),
            ("correlation of neighbours in a row, distance 4", NeighbourCorrelation4),
            ("correlation of neighbours in a row, distance 16", NeighbourCorrelation16),
            ("correlation of neighbours in a column, distance 1", ColumnCorrelation1),
            ("correlation of neighbours in a column, distance 4", ColumnCorrelation4),
            ("correlation of neighbours in a column, distance 16", ColumnCorrelation16),
            ("variance share of image means", ImageMeanShare),
            ("power spectrum slope", SpectrumSlope),
            ("difference standard deviation", DifferenceStandardDeviation),
            ("difference kurtosis", DifferenceKurtosis),
            ("effective rank, 64 flattened images", EffectiveRank64),
            ("effective rank, 512 flattened images", EffectiveRank512),
            ("effective rank of channels", ChannelEffectiveRank)]);
        return [.. rows.Where(r => r.Value.HasValue).Select(r => (r.Name, r.Value!.Value))];

        void AddChannels(string what, IReadOnlyList<double> values) =>
            rows.AddRange(values.Select((value, c) => (names[c] + what, (double?)value)));
    }
}
