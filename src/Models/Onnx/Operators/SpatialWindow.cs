namespace MomentsDnns.Models.Onnx.Operators;

/// <summary>A window that moves over the last dimensions: sizes, steps and borders of each.</summary>
internal sealed class SpatialWindow
{
    private SpatialWindow(long[] kernel, long[] strides, long[] dilations, long[] begin, long[] end)
    {
        (Kernel, Strides, Dilations, Begin, End) = (kernel, strides, dilations, begin, end);
        Beyond = new long[kernel.Length];
    }

    public long[] Kernel { get; }

    public long[] Strides { get; }

    public long[] Dilations { get; }

    /// <summary>Elements put before each dimension.</summary>
    public long[] Begin { get; }

    /// <summary>Elements put behind each dimension.</summary>
    public long[] End { get; }

    /// <summary>Elements behind those, which a last window that is not full reaches into.</summary>
    public long[] Beyond { get; }

    public int Rank => Kernel.Length;

    /// <summary>Whether there is any border.</summary>
    public bool HasBorder => Begin.Concat(End).Concat(Beyond).Any(size => size != 0);

    /// <summary>Whether borders are alike on both sides.</summary>
    public bool IsSymmetric => Begin.SequenceEqual(End) && Beyond.All(size => size == 0);

    /// <summary>Elements in a window.</summary>
    public long Volume => Kernel.Aggregate(1L, (product, size) => product * size);

    /// <summary>What a window spans along a dimension.</summary>
    public long Span(int dimension) => ((Kernel[dimension] - 1) * Dilations[dimension]) + 1;

    /// <summary>Reads the window of a convolution or a pool over an input.</summary>
    /// <param name="call">The node.</param>
    /// <param name="sizes">The input's last sizes.</param>
    /// <param name="kernel">The window's sizes, where the weight says; otherwise the attribute's.</param>
    public static SpatialWindow Of(NodeCall call, long[] sizes, long[]? kernel = null)
    {
        kernel ??= call.Attributes.Ints("kernel_shape") ?? throw new InvalidDataException("it has no kernel_shape");
        long[] pads = call.Attributes.Ints("pads") ?? new long[2 * sizes.Length];
        SpatialWindow window = new(kernel, call.Attributes.Ints("strides") ?? Ones(sizes.Length),
            call.Attributes.Ints("dilations") ?? Ones(sizes.Length),
            pads[..(pads.Length / 2)], pads[(pads.Length / 2)..]);
        bool fits = window.Rank == sizes.Length && pads.Length == 2 * sizes.Length
            && window.Strides.Length == sizes.Length && window.Dilations.Length == sizes.Length
            && window.Strides.Concat(window.Dilations).Concat(kernel).All(size => size > 0);
        if (!fits)
            throw new InvalidDataException($"its window does not fit an input of {sizes.Length} spatial dimensions");

        string automatic = call.Attributes.Text("auto_pad", "NOTSET");
        for (int i = 0; i < sizes.Length; i++)
        {
            if (automatic == "VALID") (window.Begin[i], window.End[i]) = (0, 0);
            if (automatic is "SAME_UPPER" or "SAME_LOWER") window.PadSame(i, sizes[i], automatic == "SAME_UPPER");
            else if (call.Attributes.Flag("ceil_mode")) window.ReachBeyond(i, sizes[i]);
        }

        return window;
    }

    private static long[] Ones(int count) => [.. Enumerable.Repeat(1L, count)];

    // As many windows as steps fit into the input; an odd border is wider at the end, or at the beginning.
    private void PadSame(int i, long size, bool upper)
    {
        long count = (size + Strides[i] - 1) / Strides[i];
        long total = Math.Max(0, ((count - 1) * Strides[i]) + Span(i) - size);
        (Begin[i], End[i]) = upper ? (total / 2, total - (total / 2)) : (total - (total / 2), total / 2);
    }

    // A further window counts if it begins before the border at the end.
    private void ReachBeyond(int i, long size)
    {
        long padded = size + Begin[i] + End[i], free = padded - Span(i);
        if (free < 0) return;
        long count = ((free + Strides[i] - 1) / Strides[i]) + 1;
        if ((count - 1) * Strides[i] >= size + Begin[i]) count--;
        Beyond[i] = Math.Max(0, ((count - 1) * Strides[i]) + Span(i) - padded);
    }
}
