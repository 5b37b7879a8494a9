using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Models.Onnx.Operators;

/// <summary>Borders around the last dimensions of a tensor.</summary>
internal static class Borders
{
    /// <summary>Puts one value around the last dimensions; negative widths cut off.</summary>
    /// <param name="x">The tensor.</param>
    /// <param name="begin">Widths before each of the last dimensions.</param>
    /// <param name="end">Widths behind them.</param>
    /// <param name="value">The value.</param>
    public static Tensor Pad(Tensor x, long[] begin, long[] end, double value)
    {
        if (begin.Concat(end).All(width => width == 0)) return x;
        // torch names the last dimension first.
        long[] widths = [.. Enumerable.Range(1, begin.Length).SelectMany(i => new[] { begin[^i], end[^i] })];
        NodeCall.Sizes([.. x.shape.Take((int)x.dim() - begin.Length),
            .. Enumerable.Range(0, begin.Length).Select(i => x.shape[x.dim() - begin.Length + i] + begin[i] + end[i])]);
        return nn.functional.pad(x, widths, PaddingModes.Constant, value);
    }

    /// <summary>The borders of a window.</summary>
    public static Tensor Pad(Tensor x, SpatialWindow window, double value) =>
        Pad(x, window.Begin, [.. window.End.Zip(window.Beyond, (end, beyond) => end + beyond)], value);
}
