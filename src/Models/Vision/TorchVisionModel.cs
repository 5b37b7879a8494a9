using MomentsDnns.Propagation.Tracing;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Models.Vision;

/// <summary>
/// An architecture of the package TorchVision, whose weights are drawn by torch's own laws until a probe draws them
/// anew or a file of stored ones is read.
/// </summary>
public sealed class TorchVisionModel : IProbeModel
{
    /// <summary>What precedes the architecture in a name.</summary>
    public const string Prefix = "torchvision:";

    // Sides of the images that the architecture was made for.
    private const int UsualSide = 224, InceptionSide = 299;

    private static readonly Dictionary<string, Func<nn.Module<Tensor, Tensor>>> Makers = new()
    {
        ["alexnet"] = () => torchvision.models.alexnet(),
        ["googlenet"] = () => torchvision.models.googlenet(),
        ["inception_v3"] = () => torchvision.models.inception_v3(),
        ["mobilenet_v2"] = () => torchvision.models.mobilenet_v2(),
        ["mobilenet_v3_large"] = () => torchvision.models.mobilenet_v3_large(),
        ["mobilenet_v3_small"] = () => torchvision.models.mobilenet_v3_small(),
        ["resnet18"] = () => torchvision.models.resnet18(),
        ["resnet34"] = () => torchvision.models.resnet34(),
        ["resnet50"] = () => torchvision.models.resnet50(),
        ["resnet101"] = () => torchvision.models.resnet101(),
        ["resnet152"] = () => torchvision.models.resnet152(),
        ["resnext50_32x4d"] = () => torchvision.models.resnext50_32x4d(),
        ["resnext101_32x8d"] = () => torchvision.models.resnext101_32x8d(),
        ["resnext101_64x4d"] = () => torchvision.models.resnext101_64x4d(),
        ["vgg11"] = () => torchvision.models.vgg11(),
        ["vgg11_bn"] = () => torchvision.models.vgg11_bn(),
        ["vgg13"] = () => torchvision.models.vgg13(),
        ["vgg13_bn"] = () => torchvision.models.vgg13_bn(),
        ["vgg16"] = () => torchvision.models.vgg16(),
        ["vgg16_bn"] = () => torchvision.models.vgg16_bn(),
        ["vgg19"] = () => torchvision.models.vgg19(),
        ["vgg19_bn"] = () => torchvision.models.vgg19_bn(),
        ["wide_resnet50_2"] = () => torchvision.models.wide_resnet50_2(),
        ["wide_resnet101_2"] = () => torchvision.models.wide_resnet101_2(),
    };

    private readonly string _architecture;

    private TorchVisionModel(string architecture) => _architecture = architecture;

    /// <summary>The architectures there are.</summary>
    public static IReadOnlyList<string> Architectures { get; } = [.. Makers.Keys.Order(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public string Name => Prefix + _architecture;

    /// <inheritdoc/>
    public IReadOnlyList<int>? InputShape
    {
        get
        {
            int side = _architecture == "inception_v3" ? InceptionSide : UsualSide;
            return [3, side, side];
        }
    }

    /// <summary>Whether <see cref="State"/> is given.</summary>
    public bool HasStoredWeights => State is not null;

    /// <summary>Stored weights to load; null: none.</summary>
    public StateFile? State { get; private init; }

    /// <inheritdoc/>
    public string WeightsName => State?.Name ?? "";

    /// <inheritdoc/>
    public string WeightsHash => State?.Hash ?? "";

    /// <summary>The architecture of a name, such as <c>resnet50</c>; null where there is none.</summary>
    /// <param name="architecture">The name without the prefix.</param>
    public static TorchVisionModel? Find(string architecture) =>
        Makers.ContainsKey(architecture) ? new(architecture) : null;

    /// <summary>The same architecture with stored weights.</summary>
    /// <param name="model">The architecture.</param>
    /// <param name="state">Its weights.</param>
    public static TorchVisionModel With(TorchVisionModel model, StateFile state) =>
        new(model._architecture) { State = state };

    /// <inheritdoc/>
    public ITracedFunction Build(IReadOnlyList<int> inputShape, BatchStatistics statistics, ScalarType arithmetic,
        Device device) =>
        new ModuleModel(Name, () =>
        {
            nn.Module<Tensor, Tensor> module = Makers[_architecture]();
            State?.LoadInto(module);
            return module;
        }, inputShape).Build(inputShape, statistics, arithmetic, device);
}
