namespace MomentsDnns.Theory.InfiniteWidth;

/// <summary>
/// The Gram matrix of N images at a place of a net, K_ij = E_c[x_ci x_cj] over channels c: all that a layer of infinite
/// width tells of them. Symmetric; immutable.
/// </summary>
public sealed class GramMatrix
{
    private readonly double[] _values;

    /// <summary>Takes a matrix.</summary>
    /// <param name="values">N*N finite numbers, row by row; the upper and the lower triangle are averaged.</param>
    /// <exception cref="ArgumentException">They are no square of 2 or more images, or not finite.</exception>
    public GramMatrix(ReadOnlySpan<double> values)
    {
        Size = (int)Math.Round(Math.Sqrt(values.Length));
        if (Size * Size != values.Length || Size < 2)
        {
            throw new ArgumentException($"values of {values.Length} numbers: must be N*N, N at least 2; give a row "
                + "for each image", nameof(values));
        }
        _values = new double[values.Length];
        for (int i = 0; i < Size; i++)
        {
            for (int j = 0; j < Size; j++)
            {
                double value = 0.5 * (values[(i * Size) + j] + values[(j * Size) + i]);
                if (!double.IsFinite(value))
                    throw new ArgumentException($"value {value} of images {i} and {j}: must be finite", nameof(values));
                _values[(i * Size) + j] = value;
            }
        }
    }

    private GramMatrix(int size, double[] values) => (Size, _values) = (size, values);

    /// <summary>N.</summary>
    public int Size { get; }

    /// <summary>K_ij.</summary>
    public double this[int i, int j] => _values[(i * Size) + j];

    /// <summary>The numbers, row by row.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>tr K / N: the mean square of the signal, nu_2.</summary>
    public double MeanSquare
    {
        get
        {
            double sum = 0;
            for (int i = 0; i < Size; i++) sum += this[i, i];
            return sum / Size;
        }
    }

    /// <summary>tr K'/N, K' the centred matrix: the variance of the signal over images, mu_2.</summary>
    public double Variance => Math.Max(0, MeanSquare - Mean);

    /// <summary>The mean over all pairs of images, a channel's squared mean: nu_2 - mu_2.</summary>
    public double Mean
    {
        get
        {
            double sum = 0;
            foreach (double value in _values) sum += value;
            return sum / _values.Length;
        }
    }

    /// <summary>
    /// 1 - the mean over pairs of distinct images of K_ij / sqrt(K_ii K_jj): the spread of their directions; NaN where
    /// an image is 0.
    /// </summary>
    public double DirectionSpread
    {
        get
        {
            double sum = 0;
            for (int i = 0; i < Size; i++)
            {
                for (int j = 0; j < i; j++) sum += this[i, j] / Math.Sqrt(this[i, i] * this[j, j]);
            }

            return 1 - (2 * sum / ((double)Size * (Size - 1)));
        }
    }

    /// <summary>
    /// K' = P K P, P = I - 11'/N: the Gram matrix of the signal less each channel's mean over images.
    /// </summary>
    public GramMatrix Centred()
    {
        double[] means = new double[Size], centred = new double[_values.Length];
        double mean = Mean;
        for (int i = 0; i < Size; i++)
        {
            for (int j = 0; j < Size; j++) means[i] += _values[(i * Size) + j] / Size;
        }

        for (int i = 0; i < Size; i++)
        {
            for (int j = 0; j < Size; j++)
                centred[(i * Size) + j] = _values[(i * Size) + j] - (means[i] + means[j]) + mean;
        }

        return new(Size, centred);
    }

    /// <summary>a K + b for every pair: a layer of weights of E|w|^2 = a and biases of E b^2 = b.</summary>
    /// <param name="factor">a.</param>
    /// <param name="constant">b.</param>
    public GramMatrix Affine(double factor, double constant = 0)
    {
        double[] values = new double[_values.Length];
        for (int i = 0; i < values.Length; i++) values[i] = (factor * _values[i]) + constant;
        return new(Size, values);
    }

    /// <summary>The sum of two: what a skip and a branch that is independent of it add up to.</summary>
    /// <param name="other">Of as many images.</param>
    public GramMatrix Plus(GramMatrix other)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(other.Size, Size);
        double[] values = new double[_values.Length];
        for (int i = 0; i < values.Length; i++) values[i] = _values[i] + other._values[i];
        return new(Size, values);
    }

    /// <summary>r_eff(x) = tr K' / lambda_max(K'); null where the images are all alike.</summary>
    public double? EffectiveRank()
    {
        SymmetricSpectrum spectrum = SymmetricSpectrum.Of(Centred());
        double largest = spectrum.Eigenvalues[^1];
        return largest > 0 ? spectrum.Eigenvalues.Sum() / largest : null;
    }
}
