using System.Runtime.Intrinsics;

namespace MomentsDnns.Architectures.Convolutions;

/// <summary>The transforms of one tile at a chosen number of lanes; the numbers come out bit for bit the same at any.</summary>
internal sealed unsafe class WinogradTileKernel
{
    private readonly delegate*<float**, float*, nint, int, void> _input;
    private readonly delegate*<float*, nint, float**, int, void> _output;

    private WinogradTileKernel(int lanes, delegate*<float**, float*, nint, int, void> input,
        delegate*<float*, nint, float**, int, void> output)
    {
        Lanes = lanes;
        _input = input;
        _output = output;
    }

    /// <summary>Numbers per instruction: 16, 8, 4 or 1.</summary>
    public int Lanes { get; }

    /// <summary>The lanes that this processor has instructions for, most first; 1 always.</summary>
    public static IReadOnlyList<int> HardwareLanes { get; } =
    [
        .. Vector512.IsHardwareAccelerated ? [16] : Array.Empty<int>(),
        .. Vector256.IsHardwareAccelerated ? [8] : Array.Empty<int>(),
        .. Vector128.IsHardwareAccelerated ? [4] : Array.Empty<int>(),
        1,
    ];

    /// <summary>The kernel of most lanes that the processor has and the channels fill.</summary>
    public static WinogradTileKernel Widest(int channels) => OfLanes(HardwareLanes.First(lanes => lanes <= channels));

    /// <summary>The kernel of 16, 8, 4 or 1 lanes; without instructions of that width it is right but slow.</summary>
    public static WinogradTileKernel OfLanes(int lanes) => lanes switch
    {
        16 => new(16, &WinogradTransforms<FloatLanes512>.Input, &WinogradTransforms<FloatLanes512>.Output),
        8 => new(8, &WinogradTransforms<FloatLanes256>.Input, &WinogradTransforms<FloatLanes256>.Output),
        4 => new(4, &WinogradTransforms<FloatLanes128>.Input, &WinogradTransforms<FloatLanes128>.Output),
        1 => new(1, &WinogradTransforms<FloatLanes32>.Input, &WinogradTransforms<FloatLanes32>.Output),
        _ => throw new ArgumentOutOfRangeException(nameof(lanes), lanes, "lanes must be 16, 8, 4 or 1"),
    };

    /// <summary>See <see cref="WinogradTransforms{TLanes}.Input"/>.</summary>
    public void Input(float** inputs, float* output, nint planeStride, int channels) =>
        _input(inputs, output, planeStride, channels);

    /// <summary>See <see cref="WinogradTransforms{TLanes}.Output"/>.</summary>
    public void Output(float* products, nint planeStride, float** outputs, int channels) =>
        _output(products, planeStride, outputs, channels);
}
