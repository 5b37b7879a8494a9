using MomentsDnns.Architectures.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MomentsDnns.Propagation.Tracing;

/// <summary>What is known of the types of modules.</summary>
internal static class ModuleKinds
{
    // By name: torch has some fifty types of activations, which share no ancestor.
    private static readonly HashSet<string> Activations =
    [
        "CELU", "ELU", "GELU", "GLU", "Hardshrink", "Hardsigmoid", "Hardswish", "Hardtanh", "LeakyReLU", "LogSigmoid",
        "LogSoftmax", "Mish", "PReLU", "ReLU", "ReLU6", "RReLU", "SELU", "Sigmoid", "SiLU", "Softmax", "Softmax2d",
        "Softmin", "Softplus", "Softshrink", "Softsign", "Tanh", "Tanhshrink", "Threshold",
    ];

    // In evaluation these hand their input on, in another shape at most.
    private static readonly HashSet<string> Reshaping =
        ["AlphaDropout", "Dropout", "Dropout1d", "Dropout2d", "Dropout3d", "FeatureAlphaDropout", "Flatten", "Identity",
            "Unflatten"];

    /// <summary>What the output of a module is to those around it.</summary>
    public static SiteRoles RolesOf(nn.Module module) => module switch
    {
        Convolution or Linear or Bilinear => SiteRoles.Linear,
        NormBase or LayerNorm or GroupNorm or LocalResponseNorm => SiteRoles.Norm,
        IDeclaresRole own => own.Role,
        _ when IsActivation(module) => SiteRoles.Activation,
        _ => SiteRoles.None,
    };

    /// <summary>What the input of a module is.</summary>
    public static SiteRoles RolesOfInput(nn.Module module) => RolesOf(module) switch
    {
        SiteRoles.Norm => SiteRoles.NormInput,
        SiteRoles.Activation => SiteRoles.PreActivation,
        _ => SiteRoles.None,
    };

    /// <summary>Whether a module computes nothing in evaluation.</summary>
    public static bool OnlyReshapes(nn.Module module) => Reshaping.Contains(module.GetType().Name);

    /// <summary>Where the channels of a module's output are; null where they are where its input's were.</summary>
    public static ChannelAxis? AxisOf(nn.Module module) => module switch
    {
        Linear or Bilinear or LayerNorm or Embedding => ChannelAxis.Last,
        Convolution or BatchNorm or InstanceNorm or GroupNorm => ChannelAxis.Second,
        _ => null,
    };

    private static bool IsActivation(nn.Module module) => Activations.Contains(module.GetType().Name);
}
