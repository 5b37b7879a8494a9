namespace MomentsDnns.Theory.InfiniteWidth;

/// <summary>
/// Nodes and weights of E[f(y) / (v + epsilon)], y normal of covariance K' with eigenvalues lambda_i, v = |y|^2 / N, f
/// homogeneous of degree 0: from 1/(v + epsilon) = int_0^inf e^(-t (v + epsilon)) dt,
/// <code>
/// E[f(y) e^(-t v)] = det(I + 2 t K'/N)^(-1/2) E f(y_t), y_t normal of covariance K_t = K' (I + 2 t K'/N)^(-1),
/// </code>
/// so that the expectation is the sum over nodes of <see cref="Weights"/> E f(y_t), and E[f(y)] for f of degree 2 and y
/// divided by (v + epsilon)^(1/2) is that of f(y_t).
/// </summary>
/// <remarks>
/// Trapezoidal rule in u, t = exp(u - e^(-u)) N / tr K', which falls off doubly exponentially towards 0, and upward as
/// the determinant does. Steps of 0.35 leave a relative error below 1e-11; nodes of a share of the sum below 1e-13 are
/// left out.
/// </remarks>
public sealed class InverseVarianceQuadrature
{
    private const double Step = 0.35, Negligible = 1e-13, RankTolerance = 1e-12;
    private const int MostNodes = 4000;

    /// <summary>Chooses the nodes.</summary>
    /// <param name="eigenvalues">lambda_i of K'; what is below 0 by rounding counts as 0.</param>
    /// <param name="images">N.</param>
    /// <param name="epsilon">epsilon, 0 or more.</param>
    /// <exception cref="ArgumentException">
    /// No image differs from another, or epsilon is 0 and they differ in two directions or one, where E[1/v] is
    /// infinite.
    /// </exception>
    public InverseVarianceQuadrature(IReadOnlyList<double> eigenvalues, int images, double epsilon)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epsilon);
        double largest = eigenvalues.Max();
        double[] spectrum = [.. eigenvalues.Where(e => e > RankTolerance * largest)];
        if (spectrum.Length == 0)
        {
            throw new ArgumentException("eigenvalues: none is above 0, the images are all alike; take images that "
                + "differ", nameof(eigenvalues));
        }
        if (epsilon == 0 && spectrum.Length < 3)
        {
            throw new ArgumentException($"epsilon 0: E[1/v] is infinite where images differ in {spectrum.Length} "
                + "direction(s); take an epsilon above 0, or a batch of 4 images or more", nameof(epsilon));
        }

        double scale = images / spectrum.Sum();
        List<(double Node, double Weight)> nodes = [];
        // From the middle outwards on both sides, until what comes has no share.
        double sum = Add(0);
        foreach (int side in new[] { -1, 1 })
        {
            for (int i = 1; nodes.Count < MostNodes; i++)
            {
                double weight = Add(side * i);
                sum += weight;
                if (weight < Negligible * sum && i * Step > 1) break;
            }
        }

        nodes.RemoveAll(n => n.Weight < Negligible * sum);
        nodes.Sort();
        (Nodes, Weights) = ([.. nodes.Select(n => n.Node)], [.. nodes.Select(n => n.Weight)]);

        double Add(int index)
        {
            double u = index * Step, t = scale * Math.Exp(u - Math.Exp(-u));
            double log = -epsilon * t;
            foreach (double eigenvalue in spectrum) log -= 0.5 * double.LogP1(2 * t * eigenvalue / images);
            double weight = Math.Exp(log) * t * (1 + Math.Exp(-u)) * Step;
            if (t > 0 && weight > 0) nodes.Add((t, weight));
            return weight;
        }
    }

    /// <summary>t.</summary>
    public IReadOnlyList<double> Nodes { get; }

    /// <summary>The weight of each: its share of dt times e^(-epsilon t) det(..)^(-1/2).</summary>
    public IReadOnlyList<double> Weights { get; }

    /// <summary>E[1/(v + epsilon)], the sum of the weights.</summary>
    public double Mean => Weights.Sum();
}
