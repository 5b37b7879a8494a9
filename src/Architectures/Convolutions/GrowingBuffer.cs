using static TorchSharp.torch;

namespace MomentsDnns.Architectures.Convolutions;

/// <summary>
/// Float32 memory on the processor that is kept between uses and allocated anew only when more is asked for.
/// </summary>
internal sealed class GrowingBuffer : IDisposable
{
    private Tensor? _numbers;

    /// <summary>A view <c>[planes, rows, columns]</c> of the memory; its contents are whatever was there.</summary>
    public Tensor View(long planes, long rows, long columns)
    {
        long count = planes * rows * columns;
        if (_numbers is null || _numbers.numel() < count)
        {
            _numbers?.Dispose();
            _numbers = empty(count).DetachFromDisposeScope();
        }

        using Tensor used = _numbers.narrow(0, 0, count);
        return used.view(planes, rows, columns);
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => _numbers?.Dispose();
}
