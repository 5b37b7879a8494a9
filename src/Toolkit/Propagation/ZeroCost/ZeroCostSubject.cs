using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Propagation.Tracing;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MomentsDnns.Propagation.ZeroCost;

/// <summary>
/// A network and a labelled batch, and what several measures ask of them: one pass through the network serves all.
/// </summary>
/// <remarks>
/// Batch norms standardize by the batch, as functions of it; dropout is off. Numbers are computed in the arithmetic of
/// the module. What a measure changes in the module it restores. Not thread safe.
/// </remarks>
public sealed class ZeroCostSubject : IDisposable
{
    private readonly List<Tensor> _kept = [];
    private readonly Lazy<Pass> _pass;

    /// <summary>Joins a network and a batch, which stay their owner's.</summary>
    /// <param name="module">The network, <c>[N, ...]</c> to scores of classes <c>[N, classes]</c>.</param>
    /// <param name="images">The batch <c>[N, ...]</c>, N at least 2, in the arithmetic of the module.</param>
    /// <param name="labels">Classes <c>[N]</c>, 64-bit whole numbers from 0.</param>
    public ZeroCostSubject(nn.Module<Tensor, Tensor> module, Tensor images, Tensor labels)
    {
        (Module, Images, Labels) = (module, images, labels);
        _pass = new(() => Run());
    }

    /// <summary>The network.</summary>
    public nn.Module<Tensor, Tensor> Module { get; }

    /// <summary>The images <c>[N, ...]</c>.</summary>
    public Tensor Images { get; }

    /// <summary>Their classes <c>[N]</c>.</summary>
    public Tensor Labels { get; }

    /// <summary>
    /// Modules, by name, whose output all of the signal passes, each called once: there a value may be rescaled.
    /// </summary>
    public IReadOnlyList<string> MainPath { get; init; } = [];

    /// <summary>
    /// The weights of convolutions and linear maps, each with the derivative of the mean cross-entropy; a weight that
    /// the loss does not depend on has zeros.
    /// </summary>
    public IReadOnlyList<(Tensor Weight, Tensor Gradient)> WeightGradients => _pass.Value.Weights;

    /// <summary>
    /// The derivative of the sum of all outputs by the images, of their shape; null where there is none.
    /// </summary>
    public Tensor? InputGradient => _pass.Value.Input;

    /// <summary>
    /// <c>[N, N]</c> in 64 bits: of each pair of images the number of ReLUs that are both on or both off.
    /// </summary>
    public Tensor ReluAgreement => _pass.Value.Agreement;

    /// <summary>Multiplications of weights with values, of convolutions and linear maps, for one image.</summary>
    public long MultiplyAdds => _pass.Value.MultiplyAdds;

    /// <summary>Releases what was computed; the network and the batch stay.</summary>
    public void Dispose()
    {
        foreach (Tensor value in _kept) value.Dispose();
        _kept.Clear();
    }

    private Pass Run()
    {
        using IDisposable gradients = enable_grad(); // whatever the measure that asks first has set
        using ModuleState state = new(Module, BatchStatistics.Differentiated);
        using DisposeScope scope = NewDisposeScope();
        Tensor[] weights = [.. ModuleParameters.Of(Module).Where(p => p.Part == ParameterPart.Weight)
            .Select(p => p.Value)];
        foreach (Tensor weight in weights) weight.requires_grad = true;
        Tensor input = Images.detach().clone();
        input.requires_grad = true;
        long images = Images.shape[0], products = 0;
        Tensor agreement = zeros([images, images], ScalarType.Float64, Images.device);
        List<Action> detach = [];
        foreach (nn.Module<Tensor, Tensor> part in Module.modules().OfType<nn.Module<Tensor, Tensor>>())
        {
            detach.Add(part.register_forward_hook((_, _, output) =>
            {
                if (part is ReLU) Count(agreement, output);
                products += ProductsOf(part, output) / images;
                return output;
            }).remove);
        }

        Tensor scores;
        try
        {
            scores = Module.call(input);
        }
        finally
        {
            foreach (Action remove in detach) remove();
        }

        Tensor loss = nn.functional.cross_entropy(scores, Labels);
        Tensor?[] ofWeights = Derivatives.Of(loss, weights, keepsGraph: true);
        Tensor? ofInput = Derivatives.Of(scores.sum(), [input])[0];
        using IDisposable noGradients = no_grad();
        return new([.. weights.Zip(ofWeights, (w, g) => (w, Keep(g is null ? zeros_like(w) : g.detach())))],
            ofInput is null ? null : Keep(ofInput.detach()), Keep(agreement), products);
    }

    private Tensor Keep(Tensor value)
    {
        _kept.Add(value.clone().DetachFromDisposeScope());
        return _kept[^1];
    }

    private static void Count(Tensor agreement, Tensor output)
    {
        using IDisposable noGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        // Of signs p the product p p' counts the alike less the others; whole numbers, exact in any order of summing.
        Tensor on = output.detach().gt(zeros([], output.dtype, output.device)).reshape(output.shape[0], -1)
            .to(ScalarType.Float32);
        Tensor signs = on.Times(2).Plus(-1);
        agreement.AddInPlace(signs.mm(signs.t()).to(ScalarType.Float64).Plus(signs.shape[1]).Times(0.5));
    }

    // Each number of the output is a sum over the inputs of one unit.
    private static long ProductsOf(nn.Module part, Tensor output) => part switch
    {
        Convolution { weight: { } weight, transposed: false } => output.numel() * (weight.numel() / weight.shape[0]),
        Linear { weight: { } weight } => output.numel() * weight.shape[1],
        _ => 0,
    };

    private sealed record Pass(
        IReadOnlyList<(Tensor, Tensor)> Weights, Tensor? Input, Tensor Agreement, long MultiplyAdds);
}
