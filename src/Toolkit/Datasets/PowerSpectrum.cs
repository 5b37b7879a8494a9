namespace MomentsDnns.Datasets;

/// <summary>
/// The mean power spectrum of the central square of images under a Hann window, averaged over rings of frequency: ring
/// k gathers the frequencies nearest to k / side cycles a pixel. The square's side is min(H, W), at most 64.
/// </summary>
/// <remarks>A discrete Fourier transform by its definition, rows then columns: squares are small.</remarks>
internal sealed class PowerSpectrum
{
    private const int LeastSide = 16, LargestSide = 64;

    private readonly int _side, _half, _width, _top, _left;
    private readonly double[] _window, _cosine, _sine; // [side]; [side, side] of frequency and position
    private readonly double[] _field, _re, _im; // [side, side]; [half, side] of horizontal frequency and row
    private readonly int[] _members;
    private readonly double[] _power, _frequency; // sums over the members of a ring

    private PowerSpectrum(int height, int width)
    {
        _side = Math.Min(LargestSide, Math.Min(height, width));
        (_width, _top, _left) = (width, (height - _side) / 2, (width - _side) / 2);
        _half = _side / 2 + 1;
        _window = [.. Enumerable.Range(0, _side).Select(i => 0.5 - 0.5 * Math.Cos(2 * Math.PI * i / _side))];
        _cosine = [.. Enumerable.Range(0, _side * _side).Select(i => Math.Cos(Phase(i)))];
        _sine = [.. Enumerable.Range(0, _side * _side).Select(i => Math.Sin(Phase(i)))];
        (_field, _re, _im) = (new double[_side * _side], new double[_half * _side], new double[_half * _side]);
        int rings = (int)Math.Round(_side * Math.Sqrt(0.5)) + 1;
        (_members, _power, _frequency) = (new int[rings], new double[rings], new double[rings]);
        for (int across = 0; across < _half; across++)
        {
            for (int down = 0; down < _side; down++)
            {
                int ring = Ring(across, down, out double radius);
                _members[ring] += Multiplicity(across);
                _frequency[ring] += Multiplicity(across) * radius;
            }
        }
    }

    /// <summary>
    /// A spectrum for a size of images, or null where rings are too few to fit a slope (below 16 x 16).
    /// </summary>
    public static PowerSpectrum? ForSize(int height, int width) =>
        Math.Min(height, width) >= LeastSide ? new PowerSpectrum(height, width) : null;

    /// <summary>Adds one image, [H, W] row-major; the square's mean is taken off before the window.</summary>
    public void Add(double[] image)
    {
        double mean = 0;
        for (int i = 0; i < _field.Length; i++) mean += Pixel(image, i) / _field.Length;
        for (int i = 0; i < _field.Length; i++)
            _field[i] = (Pixel(image, i) - mean) * _window[i / _side] * _window[i % _side];

        for (int across = 0; across < _half; across++)
        {
            ReadOnlySpan<double> cosine = Line(_cosine, across), sine = Line(_sine, across);
            for (int row = 0; row < _side; row++)
            {
                ReadOnlySpan<double> pixels = Line(_field, row);
                double re = 0, im = 0;
                for (int i = 0; i < pixels.Length; i++)
                {
                    re += pixels[i] * cosine[i];
                    im -= pixels[i] * sine[i];
                }

                (_re[across * _side + row], _im[across * _side + row]) = (re, im);
            }

            for (int down = 0; down < _side; down++)
                _power[Ring(across, down, out _)] += Multiplicity(across) * ColumnPower(across, down);
        }
    }

    /// <summary>
    /// The slope of the least-squares line through (log frequency, log mean power) of the rings between two frequencies
    /// in cycles a pixel; null where a ring holds no power.
    /// </summary>
    public double? Slope(double lowest, double highest)
    {
        List<(double X, double Y)> points = [];
        for (int ring = 0; ring < _power.Length; ring++)
        {
            double frequency = _frequency[ring] / _members[ring];
            if (frequency < lowest || frequency > highest) continue;
            if (_power[ring] <= 0) return null;
            points.Add((Math.Log(frequency), Math.Log(_power[ring] / _members[ring])));
        }

        double meanX = points.Average(p => p.X), meanY = points.Average(p => p.Y);
        return points.Sum(p => (p.X - meanX) * (p.Y - meanY)) / points.Sum(p => (p.X - meanX) * (p.X - meanX));
    }

    // Frequencies to the left have the power of their opposites to the right, which stand for both.
    private int Multiplicity(int across) => across > 0 && 2 * across < _side ? 2 : 1;

    private double ColumnPower(int across, int down)
    {
        ReadOnlySpan<double> cosine = Line(_cosine, down), sine = Line(_sine, down);
        ReadOnlySpan<double> lineRe = Line(_re, across), lineIm = Line(_im, across);
        double re = 0, im = 0;
        for (int i = 0; i < cosine.Length; i++)
        {
            re += lineRe[i] * cosine[i] + lineIm[i] * sine[i];
            im += lineIm[i] * cosine[i] - lineRe[i] * sine[i];
        }

        return re * re + im * im;
    }

    private ReadOnlySpan<double> Line(double[] table, int line) => table.AsSpan(line * _side, _side);

    private double Pixel(double[] image, int i) => image[(_top + i / _side) * _width + _left + i % _side];

    // The angle of frequency i / side at position i % side.
    private double Phase(int i) => 2 * Math.PI * (i / _side * (i % _side) % _side) / _side;

    private int Ring(int across, int down, out double radius)
    {
        double horizontal = (double)across / _side, vertical = (double)Math.Min(down, _side - down) / _side;
        radius = Math.Sqrt(horizontal * horizontal + vertical * vertical);
        return (int)Math.Round(radius * _side);
    }
}
