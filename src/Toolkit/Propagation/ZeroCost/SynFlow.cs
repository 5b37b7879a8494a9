using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Propagation.Tracing;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MomentsDnns.Propagation.ZeroCost;

/// <summary>
/// log10 of the sum over all weights of |w dR/dw| (Tanaka et al. 2020), R being the sum of the outputs of one image of
/// ones with every weight replaced by its absolute value, biases 0 and norms off.
/// </summary>
/// <remarks>
/// R is linear in what passes a point that all of the signal passes: there the value is divided by a power of two, and
/// the exponents are summed. This changes no bit of the mantissa, and no depth overflows or underflows. A network in
/// which twice the input is not twice the output, such as one with tanh, has no such number. The paper turns off batch
/// norms, the only ones of its networks.
/// </remarks>
public sealed class SynFlow : IZeroCostMeasure
{
    /// <inheritdoc/>
    public string Name => "synflow";

    /// <inheritdoc/>
    public string Words => "log synflow";

    /// <inheritdoc/>
    public string Formula => "log10 of the sum of |w dR/dw|, R: sum of outputs for ones, |w|, no norm";

    /// <inheritdoc/>
    public double? Take(ZeroCostSubject subject)
    {
        nn.Module<Tensor, Tensor> module = subject.Module;
        using IDisposable gradients = enable_grad();
        using DisposeScope scope = NewDisposeScope();
        using ModuleState state = new(module, BatchStatistics.Running);
        IReadOnlyList<DrawableParameter> parameters = ModuleParameters.Of(module);
        Tensor[] kept = [.. parameters.Select(p => p.Value.detach().clone())];
        try
        {
            Simplify(module, parameters);
            return Measure(module, subject,
                [.. parameters.Where(p => p.Part == ParameterPart.Weight).Select(p => p.Value)]);
        }
        finally
        {
            using IDisposable noGradients = no_grad();
            for (int i = 0; i < kept.Length; i++) parameters[i].Value.copy_(kept[i]);
        }
    }

    private static void Simplify(nn.Module module, IReadOnlyList<DrawableParameter> parameters)
    {
        using IDisposable noGradients = no_grad();
        foreach (DrawableParameter parameter in parameters)
        {
            Tensor value = parameter.Value;
            value.copy_(parameter.Part switch
            {
                ParameterPart.Weight => value.abs(),
                ParameterPart.Scale or ParameterPart.RunningVariance => ones_like(value),
                _ => zeros_like(value),
            });
        }

        // (x - 0) / sqrt(1 - eps + eps).
        foreach (NormBase norm in BatchNormModules.In(module))
            norm.running_var!.copy_(norm.running_var.Plus(-norm.eps));
    }

    private static double? Measure(nn.Module<Tensor, Tensor> module, ZeroCostSubject subject, Tensor[] weights)
    {
        Tensor image = ones([1, .. subject.Images.shape.Skip(1)], subject.Images.dtype, subject.Images.device);
        (Tensor twice, int exponentOfTwice) = Send(module, subject, image.Times(2));
        foreach (Tensor weight in weights) weight.requires_grad = true;
        (Tensor sum, int exponent) = Send(module, subject, image);
        double value = Number(sum), doubled = Number(twice);
        if (!(value > 0) || !double.IsFinite(value)
            || doubled * Math.Pow(2, exponentOfTwice - exponent) != 2 * value)
            return null;
        Tensor?[] gradients = Derivatives.Of(sum, weights);
        using IDisposable noGradients = no_grad();
        double total = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            if (gradients[i] is { } gradient)
                total += weights[i].mul(gradient).abs().sum(ScalarType.Float64).item<double>();
        }

        return total > 0 && double.IsFinite(total) ? Math.Log10(total) + (exponent * Math.Log10(2)) : null;
    }

    // Batch norms in evaluation are constants, and made the identity.
    private static bool IsOtherNorm(nn.Module part) => part is GroupNorm or LayerNorm
        or (NormBase and not BatchNorm) or IDeclaresRole { Role: SiteRoles.Norm };

    private static double Number(Tensor value) => value.to(ScalarType.Float64).item<double>();

    // The sum of the outputs over 2^exponent.
    private static (Tensor Sum, int Exponent) Send(nn.Module<Tensor, Tensor> module, ZeroCostSubject subject,
        Tensor image)
    {
        int exponent = 0;
        List<Action> detach = [];
        HashSet<string> names = [.. subject.MainPath];
        foreach ((string name, nn.Module part) in module.named_modules())
        {
            if (part is not nn.Module<Tensor, Tensor> passed) continue;
            // A copy: what follows may work in place.
            if (IsOtherNorm(part)) detach.Add(passed.register_forward_hook((_, input, _) => input.clone()).remove);
            if (!names.Contains(name)) continue;
            detach.Add(passed.register_forward_hook((_, _, output) =>
            {
                double largest = Number(output.detach().max());
                if (!(largest > 0) || !double.IsFinite(largest)) return output;
                int power = Math.ILogB(largest);
                exponent += power;
                return output.Times(Math.ScaleB(1, -power));
            }).remove);
        }

        try
        {
            return (module.call(image).sum(), exponent);
        }
        finally
        {
            foreach (Action remove in detach) remove();
        }
    }
}
