using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Limits;
using MomentsDnns.Models.Onnx.Flow;
using MomentsDnns.Propagation.Tracing;
using MomentsDnns.Results.Exchange;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Models.Onnx;

/// <summary>
/// A network in an ONNX file, to probe. The signal enters its first input, or begins at a site where that takes tokens;
/// others take arrays of files, or what <see cref="OnnxOtherInputs"/> says.
/// </summary>
public sealed class OnnxProbeModel : IProbeModel
{
    /// <summary>How such a file's name ends.</summary>
    public const string Extension = ".onnx";

    private readonly OnnxModel _model;
    private readonly OnnxInput _signal;

    private OnnxProbeModel(OnnxModel model, IReadOnlyList<OnnxGivenArray> given, string hash)
    {
        (_model, _signal, Hash) = (model, model.Inputs[0], hash);
        OtherInputs = new(model, given);
        GivenInputs = [.. given.Select(array => array.Source)];
        Tokens = ElementTypes.IsFloating(_signal.Type) ? null : TokensOf(model, given);
        IsChannelsLast = _signal.Dims is [_, { } rows, _, { } last] && last is 1 or 3 && rows is not (1 or 3);
    }

    /// <inheritdoc/>
    public string Name => Path.GetFileName(_model.Path);

    /// <inheritdoc/>
    public string Hash { get; }

    /// <summary>The network.</summary>
    public OnnxModel Model => _model;

    /// <summary>Whether images enter as rows, columns, channels: TensorFlow's order.</summary>
    public bool IsChannelsLast { get; }

    /// <inheritdoc/>
    public TokenInput? Tokens { get; }

    /// <inheritdoc/>
    public IReadOnlyList<GivenInput> GivenInputs { get; }

    /// <summary>What enters beside the signal.</summary>
    internal OnnxOtherInputs OtherInputs { get; }

    /// <summary>
    /// Channels, rows, columns; or the length of a vector or of a sequence of tokens; null where the file leaves a size
    /// open, and no tokens are given.
    /// </summary>
    public IReadOnlyList<int>? InputShape => Tokens?.Given is { } given ? [given.Shape[^1]]
        : _signal.Dims is not { Count: 2 or 4 } dims || dims.Skip(1).Any(d => d is null)
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
    /// <param name="inputs">Arrays for its inputs by name, each a .npy file; null: none.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no sound ONNX file, or cannot be probed; one line.</exception>
    public static OnnxProbeModel Load(string path, IReadOnlyList<KeyValuePair<string, string>>? inputs = null)
    {
        OnnxModel model = OnnxModel.Load(path);
        if (model.Inputs.Count == 0) throw OnnxFault.Of(path, "takes no input", "export a network with one");
        List<OnnxGivenArray> given = [];
        foreach ((string name, string file) in inputs ?? [])
        {
            if (given.Any(array => array.Source.Name == name))
                throw OnnxFault.Of(file, $"is a second array for the input '{name}'", "give it one");
            given.Add(OnnxGivenArray.Read(model, name, file));
            if (name != model.Inputs[0].Name) continue;
            if (ElementTypes.IsFloating(model.Inputs[0].Type))
            {
                throw OnnxFault.Of(file, $"is given for '{name}', which the signal enters",
                    "leave it out; images come from --dataset");
            }

            RequireTokens(model, file, given[^1].Array);
        }

        Sha256 hash = new();
        hash.Append(RegularFile.Read(path, Array.MaxLength));
        return new(model, given, hash.FinishHex());
    }

    /// <inheritdoc/>
    public ITracedFunction Build(IReadOnlyList<int> inputShape, BatchStatistics statistics, ScalarType arithmetic,
        Device device) => device.type == DeviceType.CPU
            ? new OnnxTracedFunction(this, new(_model, arithmetic, statistics), inputShape)
            : throw new ArgumentException($"{Name}: ONNX files are computed on the processor; take --device cpu",
                nameof(device));

    private static TokenInput TokensOf(OnnxModel model, IReadOnlyList<OnnxGivenArray> given)
    {
        string name = model.Inputs[0].Name;
        TokenEmbeddings found = TokenEmbeddings.Find(model);
        return new(name, found.Vocabulary)
        {
            Starts = [.. found.Starts.Select(OnnxSites.NameOf)],
            Given = given.FirstOrDefault(array => array.Source.Name == name)?.Array,
        };
    }

    private static void RequireTokens(OnnxModel model, string file, NpyArray array)
    {
        if (array.Shape.Count != 2)
        {
            throw OnnxFault.Of(file, $"has the shape [{string.Join(", ", array.Shape)}]",
                "give tokens of the shape [sequences, tokens]");
        }

        int most = TokenEmbeddings.Find(model).Vocabulary ?? int.MaxValue;
        for (int i = 0; i < array.Count; i++)
        {
            if (array.Int64(i) >= 0 && array.Int64(i) < most) continue;
            throw OnnxFault.Of(file, $"holds the token {array.Int64(i)}, tokens are from 0 to {most - 1}",
                "take the tokenizer of this network");
        }
    }
}
