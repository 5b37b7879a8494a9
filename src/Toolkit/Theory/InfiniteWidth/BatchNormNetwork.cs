namespace MomentsDnns.Theory.InfiniteWidth;

/// <summary>
/// A fully connected net with batch norm of infinite width, as a function of the Gram matrix K of its images alone:
/// channels are independent normal vectors over the images, so that all that a layer passes on is K and, D_i, the power
/// of the noise on image i. With the expectations of <see cref="BatchNormLayer"/>, V = E|w|^2:
/// <code>feedforward layer: K -> G(V K), D_i -> V D_i E[phi'(z_i)^2 / (v + epsilon)]
/// residual unit:     K^l = K^(l-1) + V G_H, D^l = D^(l-1) + D_H, H times through norm, activation, convolution</code>
/// The noise is a tangent and the statistics of the norm are constants to it; it is uncorrelated with the signal, so
/// that a weight vector makes independent channels of both. Terms of order 1/width are left out.
/// </summary>
/// <param name="options">Which net.</param>
/// <param name="law">The expectations of norm and activation.</param>
public sealed class BatchNormNetwork(BatchNormNetworkOptions options, ILayerLaw law)
{
    /// <summary>The moments depth by depth, without end; each is computed when it is asked for.</summary>
    /// <param name="images">
    /// The Gram matrix after the first convolution: of standardised images x of n features, sum over features of x_ik
    /// x_jk / n. Each image's noise is 1 there.
    /// </param>
    public IEnumerable<BatchNormDepth> From(GramMatrix images)
    {
        NoisePowers noise = NoisePowers.One(images.Size);
        for (int depth = 1; ; depth++)
        {
            (BatchNormDepth result, images, noise) =
                options.ResidualDepth is { } layers ? Unit(depth, images, noise, layers) : Layer(depth, images, noise);
            yield return result;
        }
    }

    private (BatchNormDepth Result, GramMatrix Gram, NoisePowers Noise) Layer(int depth, GramMatrix gram,
        NoisePowers noise)
    {
        (GramMatrix convolved, NoisePowers carried) = Convolve(gram, noise);
        BatchNormLayer layer = law.Of(convolved.Centred(), options.Epsilon);
        NoisePowers after = carried.Times(layer.NoiseFactors);
        return (new()
        {
            Depth = depth,
            Input = Moments(gram, noise),
            Convolution = Moments(convolved, carried),
            Norm = Normalized(layer, carried),
            Activation = Moments(layer.Activated, after),
            Layer = layer,
        }, layer.Activated, after);
    }

    private (BatchNormDepth Result, GramMatrix Gram, NoisePowers Noise) Unit(int depth, GramMatrix gram,
        NoisePowers noise, int layers)
    {
        (GramMatrix branch, NoisePowers carried) = (gram, noise);
        BatchNormDepth? first = null;
        for (int i = 0; i < layers; i++)
        {
            BatchNormLayer layer = law.Of(branch.Centred(), options.Epsilon);
            NoisePowers activated = carried.Times(layer.NoiseFactors);
            PlaceMoments norm = Normalized(layer, carried);
            (branch, carried) = Convolve(layer.Activated, activated);
            first ??= new()
            {
                Depth = depth,
                Input = Moments(gram, noise),
                Norm = norm,
                Activation = Moments(layer.Activated, activated),
                Convolution = Moments(branch, carried),
                Layer = layer,
            };
        }

        (GramMatrix sum, NoisePowers total) = (gram.Plus(branch), noise.Plus(carried));
        return (first! with { Branch = Moments(branch, carried), Sum = Moments(sum, total) }, sum, total);
    }

    private (GramMatrix Gram, NoisePowers Noise) Convolve(GramMatrix gram, NoisePowers noise) =>
        (gram.Affine(options.SquaredWeight, options.SquaredBias), noise.Times(options.SquaredWeight));

    private static PlaceMoments Moments(GramMatrix gram, NoisePowers noise) =>
        new(gram.MeanSquare, gram.Variance, noise.LogMean);

    private static PlaceMoments Normalized(BatchNormLayer layer, NoisePowers noise) =>
        new(layer.MeanSquare, layer.MeanSquare, noise.LogMean + Math.Log(layer.InverseVariance));
}
