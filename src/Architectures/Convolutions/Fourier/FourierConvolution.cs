using MomentsDnns.Architectures.Lanes;
using MomentsDnns.Architectures.Numerics;
using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Convolutions.Fourier;

/// <summary>
/// A periodic convolution in float32 on the processor by Fourier transform: at every frequency of the image a product
/// of the channels with the weights at that frequency. A complex one takes three real products (Gauss), so that an
/// image of P pixels takes 3 P / 2 - 2 of them where the direct sum takes k*k P and Winograd's tiles 9 P / 4.
/// </summary>
/// <remarks>
/// Images are transformed one by one, frequencies multiplied two by two, each on one thread in memory of its own. Every
/// output has the same bits for any number of threads and lanes.
/// </remarks>
internal sealed unsafe class FourierConvolution<TLanes> : IConvolutionKernel
    where TLanes : unmanaged, IFloatLanes<TLanes>
{
    // The rows of one product stay in the second-level cache while the panels of weights go by.
    private const int MostRows = 22 * RowsAtOnce;

    // Sums and differences of so many weights stay in the cache that all threads share while the frequencies go by: 2.5
    // MB.
    private const long MostHalves = 640_000;

    private const int InputChannelsPerChunk = 16; // of the folding of weights

    private const int RowsAtOnce = PanelProduct<TLanes>.RowsAtOnce;

    private const int FrequenciesAtOnce = 2, Parts = 3; // of a product, and of the weights at a frequency

    // Planes and rows lie no power of two apart, which would crowd them into a few sets of the first-level cache.
    private const int Padding = 16;

    private readonly ConvolutionShape _shape;
    private readonly FourierTaps _taps;
    private readonly IReadOnlyList<FourierFrequency> _frequencies; // an even number
    private readonly Tensor _rowRoots, _columnRoots;
    private readonly Tensor _factors; // [frequencies, terms]
    private readonly Tensor _halves; // [panels, Cin, terms, panel width]
    private readonly int _panels, _panelsPerGroup;
    private readonly nint _weightPlane; // numbers from one part of the weights at a frequency to the next
    private readonly nint _plane; // numbers from one plane of an image's spectrum to the next
    private readonly GrowingBuffer _spectra = new(); // [M, H*W, Cin + padding]
    private readonly List<GrowingBuffer> _workspaces = []; // one for each worker

    /// <summary>
    /// Prepares a shape of the periodic boundary and stride 1, sides that <see cref="FourierSpectrum.Fits"/>, and no
    /// fewer input channels than lanes.
    /// </summary>
    public FourierConvolution(ConvolutionShape shape)
    {
        _shape = shape;
        _taps = new FourierTaps(shape);
        _frequencies = FourierSpectrum.Frequencies(shape.Height, shape.Width);
        _rowRoots = tensor(FourierLine<TLanes>.Roots(shape.Width)).DetachFromDisposeScope();
        _columnRoots = tensor(FourierLine<TLanes>.Roots(shape.Height)).DetachFromDisposeScope();
        _factors = tensor(_frequencies.SelectMany(_taps.Factors).ToArray()).DetachFromDisposeScope();
        long panel = (long)PanelProduct<TLanes>.PanelWidth * shape.InputChannels;
        _panels = Chunks.Count(shape.OutputChannels, PanelProduct<TLanes>.PanelWidth);
        _panelsPerGroup = PanelsPerGroup(panel * _taps.Terms);
        _halves = empty(_panels * panel * _taps.Terms).DetachFromDisposeScope();
        _weightPlane = (nint)(_panelsPerGroup * panel + Padding);
        _plane = shape.InputChannels + Padding;
    }

    private int Pixels => _shape.Height * _shape.Width;

    private nint SpectrumOfInput => Pixels * _plane; // numbers from one image's to the next

    private nint SpectrumOfOutput => (nint)Pixels * _shape.OutputChannels;

    public Tensor Apply(Tensor rows, int count, Tensor weights, Tensor? output)
    {
        output ??= empty((long)count * Pixels, _shape.OutputChannels);
        int pairs = _frequencies.Count / FrequenciesAtOnce, parts = Chunks.Count(_panels, _panelsPerGroup) * pairs;
        FourierWorkspace sizes =
            new(_shape.InputChannels + Padding, _panelsPerGroup * PanelProduct<TLanes>.PanelWidth + Padding,
            Math.Min(MostRows, PaddedRows(count)), FrequenciesAtOnce * Parts * _weightPlane,
            FourierTransforms<TLanes>.Memory(_shape.Height, _shape.Width));
        nint[] memory = Workspaces(get_num_threads(), sizes.Length);
        nint source = (nint)TensorPointer.Float32(rows), target = (nint)TensorPointer.Float32(output);
        nint spectra = (nint)_spectra.Pointer(count * SpectrumOfInput);
        FourierTransforms<TLanes> transforms = new(_shape.Height, _shape.Width,
            TensorPointer.Float32(_rowRoots), TensorPointer.Float32(_columnRoots));
        Sources sources = new(TensorPointer.Float32(_halves), TensorPointer.Float32(_factors), (float*)spectra,
            (float*)target, count);

        // The images are transformed and the weights folded by the same workers, whichever comes next.
        nint from = (nint)TensorPointer.Float32(weights);
        Chunks.Share(count + Chunks.Count(_shape.InputChannels, InputChannelsPerChunk), (worker, item) =>
        {
            if (item >= count)
            {
                Fold((float*)from, item - count, sources.Halves);
                return;
            }

            transforms.Forward((float*)source + item * (nint)Pixels * _shape.InputChannels, _shape.InputChannels,
                (float*)spectra + item * SpectrumOfInput, _plane, _shape.InputChannels, (float*)memory[worker]);
        });
        Chunks.Share(parts, (worker, part) => Multiply(sources, part / pairs, part % pairs * FrequenciesAtOnce, sizes,
            (float*)memory[worker]));

        // The spectra of the outputs were written where the outputs belong: there are as many planes as pixels.
        Chunks.Share(count, (worker, image) =>
            transforms.Inverse((float*)target + image * SpectrumOfOutput, _shape.OutputChannels,
            (float*)memory[worker]));
        GC.KeepAlive(rows); // their memory was read and written by address
        GC.KeepAlive(weights);
        return output;
    }

    public void Dispose()
    {
        foreach (Tensor kept in (Tensor[])[_rowRoots, _columnRoots, _factors, _halves]) kept.Dispose();
        _spectra.Dispose();
        foreach (GrowingBuffer workspace in _workspaces) workspace.Dispose();
    }

    // As many as the cache holds, but few enough that every thread has several parts of the work.
    private int PanelsPerGroup(long halvesOfPanel)
    {
        const int partsPerThread = 4;
        int pairs = _frequencies.Count / FrequenciesAtOnce;
        int groups = Chunks.Count(partsPerThread * get_num_threads(), pairs);
        return (int)Math.Clamp(Math.Min(MostHalves / halvesOfPanel, _panels / groups), 1, _panels);
    }

    private static int PaddedRows(int rows) => Chunks.Count(rows, RowsAtOnce) * RowsAtOnce;

    private nint[] Workspaces(int workers, long length)
    {
        while (_workspaces.Count < workers) _workspaces.Add(new GrowingBuffer());
        return [.. _workspaces.Take(workers).Select(w => (nint)w.Pointer(length))];
    }

    private void Fold(float* weights, int chunk, float* halves)
    {
        int first = chunk * InputChannelsPerChunk, end = Math.Min(_shape.InputChannels, first + InputChannelsPerChunk);
        FourierKernelTransform<TLanes>.Fold(_taps, weights, _shape.InputChannels, _shape.OutputChannels, first, end,
            halves);
    }

    // The products of two frequencies, all images and a group of panels: the planes of the inputs' spectra make those
    // of the outputs'.
    private void Multiply(Sources sources, int group, int first, FourierWorkspace sizes, float* memory)
    {
        int width = PanelProduct<TLanes>.PanelWidth, firstPanel = group * _panelsPerGroup;
        int panels = Math.Min(_panelsPerGroup, _panels - firstPanel);
        int columns = Math.Min(panels * width, _shape.OutputChannels - firstPanel * width);
        nint lines = (nint)panels * _shape.InputChannels, linesBefore = (nint)firstPanel * _shape.InputChannels;
        FourierKernelTransform<TLanes>.AtFrequencies(sources.Halves + linesBefore * width * _taps.Terms, lines,
            _taps.Pairs.Length,
            sources.Factors + (nint)first * _taps.Terms, memory, _weightPlane);
        for (int i = 0; i < FrequenciesAtOnce; i++)
        {
            FourierFrequency frequency = _frequencies[first + i];
            float* weights = memory + Parts * i * _weightPlane;
            for (int row = 0; row < sources.Count; row += MostRows)
            {
                Rows block = new(sources.Spectra + row * SpectrumOfInput + frequency.Plane * _plane,
                    sources.Target + row * SpectrumOfOutput + (nint)frequency.Plane * _shape.OutputChannels
                        + firstPanel * width,
                    Math.Min(MostRows, sources.Count - row), columns, panels);
                if (frequency.IsComplex) MultiplyComplex(block, weights, sizes, memory + sizes.Rows);
                else MultiplyReal(block, weights, sizes, memory + sizes.Rows);
            }
        }
    }

    private void MultiplyReal(Rows block, float* weights, FourierWorkspace sizes, float* memory)
    {
        float* inputs = memory, outputs = memory + sizes.InputBlock;
        FourierRows<TLanes>.Gather(block.From, SpectrumOfInput, inputs, sizes.InputRow, block.Count,
            _shape.InputChannels);
        Multiply(inputs, block, weights, outputs, sizes, adds: false);
        FourierRows<TLanes>.Scatter(outputs, sizes.OutputRow, block.To, SpectrumOfOutput, block.Count, block.Columns);
    }

    // See FourierKernelTransform.AtFrequencies for the three products.
    private void MultiplyComplex(Rows block, float* weights, FourierWorkspace sizes, float* memory)
    {
        float* real = memory, imaginary = real + sizes.InputBlock, sum = imaginary + sizes.InputBlock;
        float* realOut = sum + sizes.InputBlock, imaginaryOut = realOut + sizes.OutputBlock;
        FourierRows<TLanes>.GatherComplex(block.From, _plane, SpectrumOfInput, real, imaginary, sum, sizes.InputRow,
            block.Count,
            _shape.InputChannels);
        Multiply(sum, block, weights, realOut, sizes, adds: false);
        new ReadOnlySpan<float>(realOut, (int)sizes.OutputBlock)
            .CopyTo(new Span<float>(imaginaryOut, (int)sizes.OutputBlock));
        Multiply(real, block, weights + _weightPlane, imaginaryOut, sizes, adds: true);
        Multiply(imaginary, block, weights + 2 * _weightPlane, realOut, sizes, adds: true);
        FourierRows<TLanes>.Scatter(realOut, sizes.OutputRow, block.To, SpectrumOfOutput, block.Count, block.Columns);
        FourierRows<TLanes>.Scatter(imaginaryOut, sizes.OutputRow, block.To + _shape.OutputChannels, SpectrumOfOutput,
            block.Count, block.Columns);
    }

    private void Multiply(float* left, Rows block, float* weights, float* products, FourierWorkspace sizes,
        bool adds) =>
        PanelProduct<TLanes>.Multiply(left, sizes.InputRow, PaddedRows(block.Count), weights, block.Panels,
        _shape.InputChannels,
            products, sizes.OutputRow, adds);

    /// <summary>What the products read and write.</summary>
    private readonly struct Sources(float* halves, float* factors, float* spectra, float* target, int count)
    {
        public readonly float* Halves = halves, Factors = factors, Spectra = spectra, Target = target;
        public readonly int Count = count; // images
    }

    /// <summary>
    /// The rows of one product: images at one frequency, from all input channels to some of the output's.
    /// </summary>
    private readonly struct Rows(float* from, float* to, int count, int columns, int panels)
    {
        public readonly float* From = from, To = to;
        public readonly int Count = count, Columns = columns, Panels = panels;
    }
}
