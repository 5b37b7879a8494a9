using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Twins;

/// <summary>Which modules map a twin batch as one.</summary>
public static class TangentCarriers
{
    /// <summary>Why a module cannot be taken to map a twin batch as one; null where it can.</summary>
    /// <param name="module">
    /// One that is declared by <see cref="ICarriesTangent"/>, a module of TorchSharp that is linear (<c>Conv2d</c> and
    /// <c>Linear</c> without bias, <c>AvgPool2d</c>, <c>AdaptiveAvgPool2d</c>, <c>Identity</c>), or a <c>Sequential</c>
    /// of such.
    /// </param>
    public static string? Objection(nn.Module module) => module switch
    {
        ICarriesTangent or Identity or AvgPool2d or AdaptiveAvgPool2d => null,
        Conv2d { bias: null } or Linear { bias: null } => null,
        Conv2d or Linear => $"{Name(module)} has a bias, which is added to the noise too; make it without one",
        Sequential => module.children().Select(Objection).FirstOrDefault(objection => objection is not null),
        _ => $"{Name(module)} is not known to map the noise by the derivative at the signal; take a layer of this "
            + $"library, or declare a module that does by {nameof(ICarriesTangent)}",
    };

    private static string Name(nn.Module module) => module.GetType().Name;
}
