using static TorchSharp.torch;

namespace MomentsDnns.Propagation.Tracing;

/// <summary>A module that is called, by its name in the whole one; empty for the whole.</summary>
internal sealed record CalledModule(string Name, nn.Module<Tensor, Tensor> Module)
{
    /// <summary>What it is, by its type's name.</summary>
    public string Kind => Module.GetType().Name;
}
