using MomentsDnns.Architectures.Lanes;

namespace MomentsDnns.Architectures.Convolutions;

/// <summary>
/// The transforms and the product of Winograd's convolution at a chosen number of lanes. The numbers come out bit for
/// bit the same at any.
/// </summary>
internal sealed unsafe class WinogradKernels
{
    private readonly delegate*<float**, float*, nint, int, void> _input;
    private readonly delegate*<float*, int, int, int, int, float*, nint, void> _kernel;
    private readonly delegate*<float*, nint, int, float*, int, int, float*, nint, void> _multiply;
    private readonly delegate*<float*, nint, float**, int, void> _output;

    private WinogradKernels(int lanes, delegate*<float**, float*, nint, int, void> input,
        delegate*<float*, int, int, int, int, float*, nint, void> kernel,
        delegate*<float*, nint, int, float*, int, int, float*, nint, void> multiply,
        delegate*<float*, nint, float**, int, void> output)
    {
        Lanes = lanes;
        _input = input;
        _kernel = kernel;
        _multiply = multiply;
        _output = output;
    }

    /// <summary>Numbers per instruction: 16, 8, 4 or 1.</summary>
    public int Lanes { get; }

    /// <summary>Output channels in a panel of transformed weights.</summary>
    public int PanelWidth => 2 * Lanes;

    /// <summary>The kernels of most lanes that the processor has and the channels fill.</summary>
    public static WinogradKernels Widest(int channels) => OfLanes(HardwareLanes.All.First(lanes => lanes <= channels));

    /// <summary>The kernels of 16, 8, 4 or 1 lanes; without instructions of that width they are right but slow.</summary>
    public static WinogradKernels OfLanes(int lanes) => lanes switch
    {
        16 => Of<FloatLanes512>(),
        8 => Of<FloatLanes256>(),
        4 => Of<FloatLanes128>(),
        1 => Of<FloatLanes32>(),
        _ => throw new ArgumentOutOfRangeException(nameof(lanes), lanes, "lanes must be 16, 8, 4 or 1"),
    };

    /// <summary>See <see cref="WinogradTransforms{TLanes}.Input"/>.</summary>
    public void Input(float** inputs, float* output, nint planeStride, int channels) =>
        _input(inputs, output, planeStride, channels);

    /// <summary>See <see cref="WinogradKernelTransform{TLanes}.Transform"/>.</summary>
    public void Kernel(float* weights, int inputs, int outputs, int first, int end, float* panels, nint planeStride) =>
        _kernel(weights, inputs, outputs, first, end, panels, planeStride);

    /// <summary>See <see cref="PanelProduct{TLanes}.Multiply"/>.</summary>
    public void Multiply(float* left, nint leftStride, int rows, float* panels, int panelCount, int depth, float* products,
        nint productStride) => _multiply(left, leftStride, rows, panels, panelCount, depth, products, productStride);

    /// <summary>See <see cref="WinogradTransforms{TLanes}.Output"/>.</summary>
    public void Output(float* products, nint planeStride, float** outputs, int channels) =>
        _output(products, planeStride, outputs, channels);

    private static WinogradKernels Of<TLanes>() where TLanes : unmanaged, IFloatLanes<TLanes> => new(TLanes.Count,
        &WinogradTransforms<TLanes>.Input, &WinogradKernelTransform<TLanes>.Transform,
        &PanelProduct<TLanes>.Multiply, &WinogradTransforms<TLanes>.Output);
}
