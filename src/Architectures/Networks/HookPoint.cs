using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Networks;

/// <summary>A place where activations can be observed: a forward hook on the module sees them as its output.</summary>
/// <param name="Location">The place's name.</param>
/// <param name="Module">A module whose output is a twin batch <c>[2N, C, H, W]</c>.</param>
public sealed record HookPoint(Location Location, nn.Module<Tensor, Tensor> Module);
