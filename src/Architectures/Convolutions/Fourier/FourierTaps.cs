namespace MomentsDnns.Architectures.Convolutions.Fourier;

/// <summary>The taps of a kernel in pairs that lie opposite to one another, and their factors at a frequency.</summary>
internal sealed class FourierTaps
{
    private readonly ConvolutionShape _shape;

    /// <summary>Pairs the taps of the shape's kernel.</summary>
    public FourierTaps(ConvolutionShape shape)
    {
        _shape = shape;
        int size = shape.KernelSize, before = shape.PaddingBefore;
        Centre = before * size + before;
        List<FourierTapPair> pairs = [];
        for (int tap = 0; tap < shape.Taps; tap++)
        {
            (int y, int x) = (2 * before - tap / size, 2 * before - tap % size); // the opposite tap's
            int opposite = y * size + x;
            bool isAlone = y < 0 || x < 0 || y >= size || x >= size;
            // of even kernels, and where the padding is one-sided
            if (isAlone) pairs.Add(new(tap, null));
            else if (opposite > tap) pairs.Add(new(tap, opposite));
        }

        Pairs = [.. pairs];
    }

    /// <summary>
    /// The tap that reads the pixel itself: the kernel's centre, or its last tap where the padding is one-sided.
    /// </summary>
    public int Centre { get; }

    /// <summary>All other taps.</summary>
    public FourierTapPair[] Pairs { get; }

    /// <summary>What a frequency sums over: the centre, and of each pair the sum and the difference.</summary>
    public int Terms => 1 + 2 * Pairs.Length;

    /// <summary>
    /// The factors of the terms at a frequency: those of the sums and differences of what
    /// <see cref="FourierTransforms{TLanes}"/> makes, so that its inverse gives the convolution: 1/(H W), and half of
    /// it where lines went through doubled.
    /// </summary>
    public float[] Factors(FourierFrequency frequency)
    {
        double scale = (frequency.IsComplex ? 0.5 : 1) / (_shape.Height * (double)_shape.Width);
        float[] factors = new float[Terms];
        factors[0] = (float)scale;
        for (int i = 0; i < Pairs.Length; i++)
        {
            int y = Pairs[i].Tap / _shape.KernelSize - _shape.PaddingBefore,
                x = Pairs[i].Tap % _shape.KernelSize - _shape.PaddingBefore;
            double periods = (double)frequency.Row * y / _shape.Height + (double)frequency.Column * x / _shape.Width;
            (double sine, double cosine) = Math.SinCos(2 * Math.PI * periods);
            factors[2 * i + 1] = (float)(scale * cosine);
            factors[2 * i + 2] = (float)(scale * sine);
        }

        return factors;
    }
}
