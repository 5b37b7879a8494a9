using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Propagation.Tracing;

/// <summary>How large a module is in use.</summary>
/// <param name="Parameters">Numbers that are trained.</param>
/// <param name="Values">
/// Values of one image between its layers: the outputs of all modules in it that hold no other.
/// </param>
internal sealed record ModuleSize(double Parameters, double Values)
{
    /// <summary>Measures a module by a pass of two images of nothing, in evaluation.</summary>
    /// <param name="module">The module, 32 bits or 64; it is left as it was.</param>
    /// <param name="inputShape">The shape of one image.</param>
    public static ModuleSize Of(nn.Module<Tensor, Tensor> module, IEnumerable<int> inputShape)
    {
        const long images = 2;
        using IDisposable noGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        double values = 0;
        List<Action> detach = [];
        foreach (nn.Module<Tensor, Tensor> part in module.modules().OfType<nn.Module<Tensor, Tensor>>()
            .Where(part => !part.children().Any()))
        {
            detach.Add(part.register_forward_hook((_, _, output) =>
            {
                values += (double)output.numel() / images;
                return output;
            }).remove);
        }

        bool wasTraining = module.training;
        try
        {
            module.eval();
            ScalarType arithmetic = module.parameters().Select(p => p.dtype).FirstOrDefault(ScalarType.Float32);
            module.call(zeros([images, .. inputShape.Select(size => (long)size)], arithmetic));
        }
        finally
        {
            module.train(wasTraining);
            foreach (Action remove in detach) remove();
        }

        return new(module.parameters().Sum(p => (double)p.numel()), values);
    }
}
