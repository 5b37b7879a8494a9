using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Architectures.Random;
using MomentsDnns.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Toolkit.Tests.Training;

/// <summary>Images of 8 x 8 in four classes, each a pattern under noise: a few steps learn them.</summary>
internal sealed class MnistLike : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public MnistLike(int count = 64, int heldOut = 40) => Data = new(Images(count, 0), Labels(count), Images(heldOut, 1), Labels(heldOut));

    public TrainingData Data { get; }

    public void Dispose() => _scope.Dispose();

    private static Tensor Labels(int count) => tensor([.. Enumerable.Range(0, count).Select(i => i % 4L)]);

    private static Tensor Images(int count, int part)
    {
        Tensor patterns = zeros([4, 64], ScalarType.Float32), noise = zeros([count, 64], ScalarType.Float32);
        new RandomStream(1, 0, 0, RandomPurpose.Pixels).FillNormal(TensorMemory.Span<float>(patterns));
        new RandomStream(1, 1 + part, 0, RandomPurpose.Pixels).FillNormal(TensorMemory.Span<float>(noise), 0.7f);
        return patterns.index_select(0, Labels(count)).Plus(noise).reshape(count, 1, 8, 8);
    }
}
