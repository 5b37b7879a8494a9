using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Architectures.Random;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Initialization;

/// <summary>
/// Weights W <c>[n, C_out]</c>, n = fan-in, with orthogonal columns (C_out at most n) or rows (C_out above n), uniform
/// over all such matrices, scaled so that a unit's weight vector has E|w|^2 = sigma_w^2.
/// </summary>
/// <remarks>
/// The factor Q of the QR decomposition of normal numbers is uniform (Haar) once the signs of R's diagonal are made
/// positive (Mezzadri, "How to generate random matrices from the classical compact groups", 2007). Taken in 64 bits on
/// one thread, whose result no number of threads changes. Source of the law: Saxe, McClelland and Ganguli 2014.
/// </remarks>
/// <param name="variance">sigma_w^2: E|w|^2 of the weight vector of an output channel.</param>
public sealed class OrthogonalInitializer(double variance) : IWeightInitializer
{
    /// <inheritdoc/>
    public void Fill(Span<float> weights, Fans fans, RandomStream stream)
    {
        using DisposeScope scope = NewDisposeScope();
        int channels = weights.Length / fans.In;
        stream.FillNormal(weights);
        Tensor normal = tensor(weights.ToArray(), [fans.In, channels]).to(ScalarType.Float64);
        Tensor frame = channels <= fans.In ? Orthonormal(normal) : Orthonormal(normal.t()).t();
        // Orthonormal rows make columns of mean square length n / C_out.
        double scale = Math.Sqrt(variance * Math.Max(1, channels / (double)fans.In));
        TensorMemory.Span<float>(frame.Times(scale).to(ScalarType.Float32).contiguous()).CopyTo(weights);
    }

    /// <summary>
    /// Q of normal = QR with R's diagonal positive; <paramref name="normal"/> has at least as many rows as columns.
    /// </summary>
    private static Tensor Orthonormal(Tensor normal)
    {
        int threads = get_num_threads();
        set_num_threads(1);
        try
        {
            (Tensor q, Tensor r) = linalg.qr(normal);
            return q.mul(r.diagonal().sign());
        }
        finally
        {
            set_num_threads(threads);
        }
    }
}
