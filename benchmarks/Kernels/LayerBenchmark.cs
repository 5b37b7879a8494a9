using BenchmarkDotNet.Attributes;
using MomentsDnns.Architectures.Activations;
using MomentsDnns.Architectures.Normalization;
using MomentsDnns.Architectures.Twins;
using static TorchSharp.torch;

namespace MomentsDnns.Benchmarks.Kernels;

/// <summary>The layers without weights, in place as in a feedforward net.</summary>
public class LayerBenchmark : KernelBenchmark
{
    private readonly Dictionary<string, nn.Module<Tensor, Tensor>> _layers = [];
    private Tensor _images = null!;

    /// <summary>Norms, and the activations of the catalog.</summary>
    public static IEnumerable<string> Layers =>
        ["batch", "batch-affine", "batch-differentiated", "layer", "instance", "group-32", .. ActivationCatalog.All.Select(a => a.Name)];

    [ParamsSource(nameof(Layers))]
    public string Layer { get; set; } = "";

    // The values hardly matter: normalized, they stay so; activations have no branch.
    [Benchmark]
    public void Call() => _layers[Layer].call(_images).Dispose();

    /// <inheritdoc/>
    protected override IEnumerable<Tensor> Prepare()
    {
        NormalizationSettings settings = new() { Channels = Width, InPlace = true };
        _layers["batch"] = new BatchNormalization(settings, NormStatistics.Frozen);
        _layers["batch-affine"] = new BatchNormalization(settings with { IsAffine = true }, NormStatistics.Frozen);
        _layers["batch-differentiated"] = new BatchNormalization(settings, NormStatistics.Differentiated);
        _layers["layer"] = new GroupNormalization(settings, 1);
        _layers["instance"] = new GroupNormalization(settings, Width);
        _layers["group-32"] = new GroupNormalization(settings, 32);
        foreach (ActivationKind activation in ActivationCatalog.All) _layers[activation.Name] = activation.Create(NoiseKind.Tangent, inPlace: true);
        return [_images = TwinImages()];
    }
}
