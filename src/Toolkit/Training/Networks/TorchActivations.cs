using MomentsDnns.Architectures.Activations;
using static TorchSharp.torch;

namespace MomentsDnns.Training.Networks;

/// <summary>Torch's own modules of the activations that the toolkit has.</summary>
internal static class TorchActivations
{
    private static readonly Dictionary<Type, Func<bool, nn.Module<Tensor, Tensor>>> Modules = new()
    {
        [typeof(Relu)] = nn.ReLU,
        [typeof(LeakyRelu)] = inPlace => nn.LeakyReLU(LeakyRelu.Slope, inPlace),
        [typeof(Tanh)] = _ => nn.Tanh(),
        [typeof(Architectures.Activations.Erf)] = _ => new Erf(),
        [typeof(Gelu)] = _ => nn.GELU(),
        [typeof(Silu)] = _ => nn.SiLU(),
        [typeof(Elu)] = inPlace => nn.ELU(1, inPlace),
        [typeof(Selu)] = nn.SELU,
        [typeof(Linear)] = _ => nn.Identity(),
    };

    /// <summary>Whether torch has a module of it.</summary>
    /// <param name="kind">The activation.</param>
    public static bool Has(ActivationKind kind) => Modules.ContainsKey(kind.Function);

    /// <summary>A module of it.</summary>
    /// <param name="kind">The activation.</param>
    /// <param name="inPlace">Whether nobody else needs what it sees.</param>
    public static nn.Module<Tensor, Tensor> Of(ActivationKind kind, bool inPlace) =>
        Modules.TryGetValue(kind.Function, out Func<bool, nn.Module<Tensor, Tensor>>? make)
            ? make(inPlace)
            : new CatalogActivation(kind);
}
