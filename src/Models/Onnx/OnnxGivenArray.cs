using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Propagation.Tracing;
using MomentsDnns.Results.Exchange;
using static TorchSharp.torch;

namespace MomentsDnns.Models.Onnx;

/// <summary>An array of a .npy file for an input of a network.</summary>
internal sealed class OnnxGivenArray
{
    private readonly OnnxInput _input;
    private readonly bool _hasBatch;

    private OnnxGivenArray(OnnxInput input, NpyArray array, bool hasBatch, GivenInput source) =>
        (_input, Array, _hasBatch, Source) = (input, array, hasBatch, source);

    /// <summary>The array.</summary>
    public NpyArray Array { get; }

    /// <summary>Where it comes from.</summary>
    public GivenInput Source { get; }

    /// <summary>Whether an input is an array of its own for each input of a batch: its first axis is N.</summary>
    /// <param name="input">The input.</param>
    /// <param name="signal">The input that the signal enters.</param>
    public static bool HasBatch(OnnxInput input, OnnxInput signal) => input.Dims is null
        || (input.Dims is [var first, ..] && (first is null || first == signal.Dims?.FirstOrDefault()));

    /// <summary>Reads an array and holds it to what the network takes there.</summary>
    /// <param name="model">The network.</param>
    /// <param name="name">The input's name.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">It does not fit, or is damaged; one line.</exception>
    /// <exception cref="IOException">It cannot be read; one line.</exception>
    public static OnnxGivenArray Read(OnnxModel model, string name, string path)
    {
        OnnxInput input = model.Inputs.FirstOrDefault(i => i.Name == name) ?? throw OnnxFault.Of(model.Path,
            $"has no input '{name}'", $"its inputs are {string.Join(", ", model.Inputs.Select(i => i.Name))}");
        NpyArray array = NpyFile.Read(path, out byte[] bytes);
        bool isFloating = input.Type.IsFloating(), hasBatch = HasBatch(input, model.Inputs[0]);
        if (isFloating == array.IsInteger)
        {
            throw OnnxFault.Of(path, $"holds {(array.IsInteger ? "whole" : "floating")} numbers, the input '{name}' "
                + $"takes {(isFloating ? "floating" : "whole")} ones",
                $"save it as x.astype('{(isFloating ? "<f8" : "<i8")}')");
        }

        if (input.Dims is { } dims && !Fits(dims, array.Shape, hasBatch))
        {
            IEnumerable<string> sizes = dims.Select((dim, axis) => axis == 0 && hasBatch ? "1 or the batch"
                : dim?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "any");
            throw OnnxFault.Of(path, $"has the shape [{string.Join(", ", array.Shape)}], the input '{name}' takes "
                + $"[{string.Join(", ", sizes)}]", "save an array of that shape");
        }

        Sha256 hash = new();
        hash.Append(bytes);
        int? rows = hasBatch && array.Shape is [var first, ..] ? first : null;
        return new(input, array, hasBatch, new(name, Path.GetFileName(path), hash.FinishHex(), rows));
    }

    /// <summary>The array for a batch: its first rows, or its only one for all.</summary>
    /// <param name="count">N.</param>
    /// <param name="floating">The type of floating numbers.</param>
    public Tensor ToTensor(long count, ScalarType floating)
    {
        double[] values = new double[Array.Count];
        for (int i = 0; i < values.Length; i++) values[i] = Array.Double(i);
        long[] shape = [.. Array.Shape.Select(size => (long)size)];
        Tensor all = tensor(values, shape).to_type(_input.Type.Held(floating));
        return !_hasBatch || shape.Length == 0 || shape[0] == count ? all
            : shape[0] == 1 ? all.expand([count, .. shape[1..]])
            : all.narrow(0, 0, count);
    }

    private static bool Fits(IReadOnlyList<long?> dims, IReadOnlyList<int> shape, bool hasBatch) =>
        dims.Count == shape.Count
        && dims.Zip(shape, (dim, size) => size > 0 && (dim is null || dim == size)).Skip(hasBatch ? 1 : 0).All(f => f)
        && (!hasBatch || shape.Count == 0 || shape[0] > 0);
}
