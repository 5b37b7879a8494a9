using MomentsDnns.Architectures.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Propagation.ZeroCost;

/// <summary>
/// How different the derivatives of different images are (Mellor et al. 2020, as Abdelfattah et al. 2021 have it): with
/// v the eigenvalues of the correlation matrix of the rows d(sum y)/dx, -sum(log(v + k) + 1/(v + k)), k = 1e-5. At most
/// -N, where none correlate.
/// </summary>
public sealed class JacobCov : IZeroCostMeasure
{
    private const double Offset = 1e-5;

    /// <inheritdoc/>
    public string Name => "jacob_cov";

    /// <inheritdoc/>
    public string Formula => "-sum(log(v + k) + 1/(v + k)), v: eigenvalues of the correlations of d(sum y)/dx";

    /// <inheritdoc/>
    public double? Take(ZeroCostSubject subject)
    {
        if (subject.InputGradient is not { } gradient) return null;
        using DisposeScope scope = NewDisposeScope();
        Tensor rows = gradient.reshape(gradient.shape[0], -1).to(ScalarType.Float64);
        Tensor centred = rows.Minus(rows.mean([1], keepdim: true));
        Tensor norms = centred.mul(centred).sum([1], keepdim: true).sqrt();
        // The derivative of an image may vanish: then it correlates with nothing.
        if (!double.IsFinite(norms.sum().item<double>()) || norms.min().item<double>() == 0) return null;
        Tensor directions = centred.div(norms);
        using Tensor values = linalg.eigvalsh(MatrixProduct.Of(directions, directions.t().contiguous()));
        return -values.data<double>().ToArray().Sum(v => Math.Log(v + Offset) + (1 / (v + Offset)));
    }
}
