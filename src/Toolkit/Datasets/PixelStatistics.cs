namespace MomentsDnns.Datasets;

/// <summary>
/// The second pass over images: standardised pixels, their neighbours and differences, and the spectrum.
/// </summary>
internal sealed class PixelStatistics
{
    private static readonly int[] Distances = [1, 4, 16];

    private readonly int _images, _channels, _height, _width;
    private readonly double[] _fourth; // sum of fourth powers, per channel
    private readonly double[] _rowProducts = new double[Distances.Length];
    private readonly double[] _columnProducts = new double[Distances.Length];
    private double _absolute, _squaredMeans, _squaredDifferences, _fourthDifferences;
    private double? _slope;

    private PixelStatistics(IImageDataset dataset, int images)
    {
        (_images, _channels, _height, _width) = (images, dataset.Channels, dataset.Height, dataset.Width);
        _fourth = new double[_channels];
    }

    public static PixelStatistics Measure(IImageDataset dataset, int[] indices, PixelMoments channels)
    {
        PixelStatistics result = new(dataset, indices.Length);
        int plane = dataset.Height * dataset.Width;
        float[] image = new float[dataset.Channels * plane];
        double[] standardised = new double[plane], grey = new double[plane];
        PowerSpectrum? spectrum = PowerSpectrum.ForSize(dataset.Height, dataset.Width);
        foreach (int index in indices)
        {
            dataset.Read(index, image);
            Array.Clear(grey);
            for (int c = 0; c < dataset.Channels; c++)
            {
                for (int i = 0; i < plane; i++)
                {
                    grey[i] += image[c * plane + i] / (double)dataset.Channels;
                    standardised[i] = (image[c * plane + i] - channels.Means[c]) / channels.Deviations[c];
                }

                result.Add(c, standardised);
            }

            spectrum?.Add(grey);
        }

        result._slope = spectrum?.Slope(0.06, 0.45);
        return result;
    }

    public DatasetStatistics Describe(PixelMoments channels)
    {
        double plane = (double)_height * _width, pixels = _images * _channels * plane;
        double differences = (double)_images * _channels * _height * (_width - 1);
        bool coloured = _channels == 3;
        return new DatasetStatistics
        {
            Images = _images,
            ChannelMeans = channels.Means,
            ChannelStandardDeviations = channels.Deviations,
            RedGreenCorrelation = coloured ? channels.Correlations[0, 1] : null,
            GreenBlueCorrelation = coloured ? channels.Correlations[1, 2] : null,
            RedBlueCorrelation = coloured ? channels.Correlations[0, 2] : null,
            ChannelKurtoses = [.. _fourth.Select(f => f / (_images * plane))],
            MeanAbsoluteValue = _absolute / pixels,
            NeighbourCorrelation1 = InRow(0),
            NeighbourCorrelation4 = InRow(1),
            NeighbourCorrelation16 = InRow(2),
            ColumnCorrelation1 = InColumn(0),
            ColumnCorrelation4 = InColumn(1),
            ColumnCorrelation16 = InColumn(2),
            ImageMeanShare = _squaredMeans / (_images * _channels),
            SpectrumSlope = _slope,
            DifferenceStandardDeviation = differences > 0 ? Math.Sqrt(_squaredDifferences / differences) : null,
            DifferenceKurtosis = _squaredDifferences > 0
                ? _fourthDifferences * differences / (_squaredDifferences * _squaredDifferences) : null,
            ChannelEffectiveRank = coloured ? 3 / FlattenedRank.LargestEigenvalue(channels.Correlations) : null,
        };
    }

    private double? InRow(int k) => MeanProduct(_rowProducts[k], _height, _width - Distances[k]);

    private double? InColumn(int k) => MeanProduct(_columnProducts[k], _width, _height - Distances[k]);

    private double? MeanProduct(double sum, int lines, int pairs) =>
        pairs > 0 ? sum / ((double)_images * _channels * lines * pairs) : null;

    private void Add(int channel, double[] z)
    {
        double sum = 0;
        for (int i = 0; i < z.Length; i++)
        {
            double square = z[i] * z[i];
            sum += z[i];
            _absolute += Math.Abs(z[i]);
            _fourth[channel] += square * square;
        }

        _squaredMeans += sum / z.Length * (sum / z.Length);
        for (int row = 0; row < _height; row++)
        {
            for (int i = row * _width; i < row * _width + _width - 1; i++)
            {
                double square = (z[i + 1] - z[i]) * (z[i + 1] - z[i]);
                _squaredDifferences += square;
                _fourthDifferences += square * square;
            }
        }

        for (int k = 0; k < Distances.Length; k++) AddNeighbours(z, k);
    }

    private void AddNeighbours(double[] z, int k)
    {
        int distance = Distances[k];
        double inRow = 0, inColumn = 0;
        for (int row = 0; row < _height; row++)
        {
            int start = row * _width;
            for (int i = start; i < start + _width - distance; i++) inRow += z[i] * z[i + distance];
        }

        for (int i = 0; i < (_height - distance) * _width; i++) inColumn += z[i] * z[i + distance * _width];
        _rowProducts[k] += inRow;
        _columnProducts[k] += inColumn;
    }
}
