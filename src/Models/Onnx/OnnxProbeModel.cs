using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Limits;
using MomentsDnns.Propagation.Tracing;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Models.Onnx;

/// <summary>A network in an ONNX file, to probe. The signal enters its first input; others are zeros.</summary>
public sealed class OnnxProbeModel : IProbeModel
{
    /// <summary>How such a file's name ends.</summary>
    public const string Extension = ".onnx";

    private readonly OnnxModel _model;
    private readonly OnnxInput _signal;

    private OnnxProbeModel(OnnxModel model, OnnxInput signal, string hash)
    {
        (_model, _signal, Hash) = (model, signal, hash);
        IsChannelsLast = signal.Dims is [_, { } rows, _, { } last] && last is 1 or 3 && rows is not (1 or 3);
    }

    /// <inheritdoc/>
    public string Name => Path.GetFileName(_model.Path);

    /// <inheritdoc/>
    public string Hash { get; }

    /// <summary>The network.</summary>
    public OnnxModel Model => _model;

    /// <summary>Whether images enter as rows, columns, channels: TensorFlow's order.</summary>
    public bool IsChannelsLast { get; }

    /// <summary>Channels, rows, columns; or the length of a vector; null where the file leaves a size open.</summary>
    public IReadOnlyList<int>? InputShape =>
        _signal.Dims is not { Count: 2 or 4 } dims || dims.Skip(1).Any(d => d is null)
        ? null
        : dims.Count == 2 ? [(int)dims[1]!.Value]
        : IsChannelsLast ? [(int)dims[3]!.Value, (int)dims[1]!.Value, (int)dims[2]!.Value]
        : [.. dims.Skip(1).Select(d => (int)d!.Value)];

    /// <summary>A file has its weights.</summary>
    public bool HasStoredWeights => true;

    /// <inheritdoc/>
    public string? Hint => _model.LooksFolded
        ? "no batch norm in this file; it seems folded into the convolutions: export with training=PRESERVE to keep it"
        : null;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no sound ONNX file, or cannot be probed; one line.</exception>
    public static OnnxProbeModel Load(string path)
    {
        OnnxModel model = OnnxModel.Load(path);
        if (model.Inputs.Count == 0) throw OnnxFault.Of(path, "takes no input", "export a network with one");
        OnnxInput signal = model.Inputs[0];
        if (!ElementTypes.IsFloating(signal.Type))
        {
            throw OnnxFault.Of(path, $"takes whole numbers ({signal.Name}), to which no infinitesimal noise can be "
                + "added",
                "export the part behind the embedding");
        }

        Sha256 hash = new();
        hash.Append(RegularFile.Read(path, Array.MaxLength));
        return new(model, signal, hash.FinishHex());
    }

    /// <inheritdoc/>
    public ITracedFunction Build(IReadOnlyList<int> inputShape, BatchStatistics statistics, ScalarType arithmetic,
        Device device) => device.type == DeviceType.CPU
            ? new OnnxTracedFunction(this, new(_model, arithmetic, statistics), _signal, inputShape)
            : throw new ArgumentException($"{Name}: ONNX files are computed on the processor; take --device cpu",
                nameof(device));
}
