using MomentsDnns.Models.Onnx;
using MomentsDnns.Models.Vision;
using MomentsDnns.Propagation.Tracing;

namespace MomentsDnns.Models;

/// <summary>Opens networks by the words of a user: an architecture of TorchVision, or an ONNX file.</summary>
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

        if (model.EndsWith(OnnxProbeModel.Extension, StringComparison.OrdinalIgnoreCase))
        {
            return state is null ? OnnxProbeModel.Load(model, inputs)
                : throw new InvalidDataException($"{state}: an ONNX file has its own weights; leave --state out");
        }

        throw new InvalidDataException($"{model}: is neither {TorchVisionModel.Prefix}NAME nor a file that ends "
            + $"in {OnnxProbeModel.Extension}; take such as {TorchVisionModel.Prefix}resnet50");
    }
}
