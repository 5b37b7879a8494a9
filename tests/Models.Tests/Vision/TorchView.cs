namespace MomentsDnns.Models.Tests.Vision;

/// <summary>A tensor in a file of PyTorch: a view of a storage.</summary>
/// <param name="Key">The storage's key.</param>
/// <param name="Count">Its elements as stated.</param>
/// <param name="Shape">The view's shape.</param>
/// <param name="Strides">Its strides in elements.</param>
/// <param name="Bytes">The storage's bytes; null: written with another view.</param>
internal sealed record TorchView(string Key, int Count, int[] Shape, int[] Strides, byte[]? Bytes = null)
{
    public int Offset { get; init; }

    public string Storage { get; init; } = "FloatStorage";

    public bool IsParameter { get; init; }
}
