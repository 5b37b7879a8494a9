using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Numerics;

/// <summary>
/// Two tensors that take turns as a module's output, for nets that call one module again and again: the caller may read
/// the last output while the next is written. Fresh tensors of tens of megabytes a layer would fragment the native
/// heap, whose size would then grow with depth.
/// </summary>
/// <remarks>An output is overwritten by the second call after it. Not thread safe.</remarks>
internal sealed class OutputBuffers : IDisposable
{
    private readonly Tensor?[] _tensors = new Tensor?[2];
    private int _turn;

    /// <summary>The buffer whose turn it is, uninitialised; made anew where the shape has changed.</summary>
    /// <returns>A view <c>[rows, channels]</c>, contiguous, that the caller's dispose scope owns.</returns>
    public Tensor Next(long rows, long channels, ScalarType dtype, Device device)
    {
        _turn = 1 - _turn;
        Tensor? tensor = _tensors[_turn];
        if (tensor is null || tensor.shape[0] != rows || tensor.shape[1] != channels || tensor.dtype != dtype)
        {
            tensor?.Dispose();
            tensor = _tensors[_turn] = empty([rows, channels], dtype, device).DetachFromDisposeScope();
        }

        return tensor.alias();
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        foreach (Tensor? tensor in _tensors) tensor?.Dispose();
        Array.Clear(_tensors);
    }
}
