namespace MomentsDnns.Architectures.Convolutions.Fourier;

/// <summary>
/// How the memory of one worker is laid out: the weights at some frequencies, then rows of inputs (real, imaginary,
/// sum) and of outputs (real, imaginary). Transforms of images use the same memory.
/// </summary>
internal readonly struct FourierWorkspace(nint inputRow, nint outputRow, int rows, nint weights, long transforms)
{
    /// <summary>Where the rows begin.</summary>
    public nint Rows => weights;

    /// <summary>Numbers from one row of inputs to the next.</summary>
    public nint InputRow => inputRow;

    /// <summary>Numbers from one row of outputs to the next.</summary>
    public nint OutputRow => outputRow;

    /// <summary>Numbers of all rows of inputs.</summary>
    public nint InputBlock => rows * inputRow;

    /// <summary>Numbers of all rows of outputs.</summary>
    public nint OutputBlock => rows * outputRow;

    /// <summary>Numbers of all.</summary>
    public long Length => Math.Max(transforms, weights + 3 * InputBlock + 2 * OutputBlock);
}
