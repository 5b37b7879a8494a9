using static TorchSharp.torch;

namespace MomentsDnns.Models.Onnx;

/// <summary>
/// What enters a network beside the signal: arrays of files; of an attention mask else ones, so that every token is
/// seen; of what else there is zeros.
/// </summary>
/// <param name="model">The network, whose first input is the signal's.</param>
/// <param name="given">The arrays.</param>
internal sealed class OnnxOtherInputs(OnnxModel model, IReadOnlyList<OnnxGivenArray> given)
{
    private const string Mask = "attention_mask";

    private readonly OnnxInput _signal = model.Inputs[0];

    /// <summary>The inputs by name, without the signal's.</summary>
    /// <param name="signal">What enters the first one.</param>
    /// <param name="floating">The type of floating numbers.</param>
    public Dictionary<string, Tensor> Of(Tensor signal, ScalarType floating) => model.Inputs.Skip(1).ToDictionary(
        input => input.Name,
        input => given.FirstOrDefault(array => array.Source.Name == input.Name)?.ToTensor(signal.shape[0], floating)
            ?? Usual(input, signal.shape, input.Type.Held(floating)));

    private Tensor Usual(OnnxInput input, long[] signal, ScalarType type)
    {
        bool hasBatch = OnnxGivenArray.HasBatch(input, _signal);
        long[] shape = [.. (input.Dims ?? []).Select((size, axis) =>
            axis == 0 && hasBatch ? signal[0] : size ?? SizeOf(input.Symbols[axis], signal))];
        return input.Name == Mask ? ones(shape, type) : zeros(shape, type);
    }

    // A size that has the name of one of the signal's is as large.
    private long SizeOf(string? symbol, long[] signal)
    {
        for (int axis = 0; axis < _signal.Symbols.Count && symbol is not null; axis++)
        {
            if (_signal.Symbols[axis] == symbol && axis < signal.Length) return signal[axis];
        }

        return 1;
    }
}
