using MomentsDnns.Architectures.Activations;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Propagation.Tracing;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Training.Networks;

/// <summary>
/// An activation that a program has registered: phi and its own phi', whatever torch can differentiate of them. With c
/// held constant, c(phi(x)) + c(phi'(x)) (x - c(x)) has the value phi(x) and the derivative phi'(x).
/// </summary>
/// <param name="kind">The activation.</param>
internal sealed class CatalogActivation(ActivationKind kind)
    : nn.Module<Tensor, Tensor>(nameof(CatalogActivation)), IDeclaresRole
{
    /// <inheritdoc/>
    public SiteRoles Role => SiteRoles.Activation;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor point = input.detach();
        (Tensor value, Tensor slope) = kind.Evaluate(point);
        if (!input.requires_grad) return value.alias().MoveToOuterDisposeScope();
        return slope.detach().mul(input.Minus(point)).Plus(value.detach()).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Why it cannot be trained: torch's operations give other numbers than the vectors, or none; null where they
    /// agree.
    /// </summary>
    /// <param name="kind">The activation.</param>
    public static string? Objection(ActivationKind kind)
    {
        double[] points = [-3.1, -1.2, -0.4, 0.3, 0.9, 2.7];
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradients = no_grad();
        try
        {
            (Tensor value, Tensor slope) = kind.Evaluate(tensor(points));
            double[] values = value.data<double>().ToArray(), slopes = slope.data<double>().ToArray();
            bool agrees = points.Zip(values, slopes).All(at =>
            {
                (double expected, double derivative) = kind.Evaluate(at.First);
                return IsNear(at.Second, expected) && IsNear(at.Third, derivative);
            });
            return agrees ? null : "gives other numbers by torch's operations than by vectors";
        }
        catch (Exception cause) when (cause is NotImplementedException or NotSupportedException)
        {
            return "has no form in torch's operations";
        }
    }

    private static bool IsNear(double found, double expected) =>
        Math.Abs(found - expected) <= 1e-9 * Math.Max(1, Math.Abs(expected));
}
