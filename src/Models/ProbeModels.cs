using MomentsDnns.Models.NasBench;
using MomentsDnns.Models.Onnx;
using MomentsDnns.Models.Vision;
using MomentsDnns.Propagation.Tracing;

namespace MomentsDnns.Models;

/// <summary>
/// Opens networks by the words of a user: an architecture of TorchVision, a cell of NAS-Bench-201, or an ONNX file.
/// </summary>
public static class ProbeModels
{
    /// <summary>Opens a network.</summary>
    /// <param name="model">Such as <c>torchvision:resnet50</c> or <c>net.onnx</c>.</param>
    /// <param name="state">A file of stored weights for it, safetensors or of torch.save; null: none.</param>
    /// <param name="inputs">Arrays for inputs of an ONNX file by name, each a .npy file; null: none.</param>
    /// <exception cref="InvalidDataException">There is no such network, or a file is damaged; one line.</exception>
    /// <exception cref="IOException">A file cannot be read; one line.</exception>
    public static IProbeModel Open(string model, string? state = null,
        IReadOnlyList<KeyValuePair<string, string>>? inputs = null)
    {
        if (model.StartsWith(TorchVisionModel.Prefix, StringComparison.Ordinal))
        {
            TorchVisionModel found = TorchVisionModel.Find(model[TorchVisionModel.Prefix.Length..])
                ?? throw new InvalidDataException($"{model}: TorchVision has no such architecture; take one of "
                    + string.Join(", ", TorchVisionModel.Architectures));
            if (inputs is [{ Key: var name }, ..])
            {
                throw new InvalidDataException($"{name}: {model} takes one input, the signal's; leave --input "
                    + $"{name}=.. out");
            }

            return state is null ? found : TorchVisionModel.With(found, StateFile.Read(state));
        }

        if (model.StartsWith(NasBenchModel.Prefix, StringComparison.Ordinal)) return OpenNasBench(model, state, inputs);
        if (model.EndsWith(OnnxProbeModel.Extension, StringComparison.OrdinalIgnoreCase))
        {
            return state is null ? OnnxProbeModel.Load(model, inputs)
                : throw new InvalidDataException($"{state}: an ONNX file has its own weights; leave --state out");
        }

        throw new InvalidDataException($"{model}: is neither {TorchVisionModel.Prefix}NAME, {NasBenchModel.Prefix}CELL "
            + $"nor a file that ends in {OnnxProbeModel.Extension}; take such as {TorchVisionModel.Prefix}resnet50");
    }

    private static NasBenchModel OpenNasBench(string model, string? state,
        IReadOnlyList<KeyValuePair<string, string>>? inputs)
    {
        if (state is not null)
            throw new InvalidDataException($"{state}: weights of {model} are drawn; leave --state out");
        if (inputs is [{ Key: var name }, ..])
        {
            throw new InvalidDataException($"{name}: {model} takes one input, the signal's; leave --input {name}=.. "
                + "out");
        }

        return new(NasCell.Parse(model[NasBenchModel.Prefix.Length..])
            ?? throw new InvalidDataException($"{model}: is no cell; write six operations from 0 to 4 such as "
                + $"{NasBenchModel.Prefix}(2,1,0,2,1,2), or the benchmark's string |nor_conv_3x3~0|+.."));
    }
}
