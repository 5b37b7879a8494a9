using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Architectures.Random;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MomentsDnns.Toolkit.Tests.Propagation.ZeroCost;

/// <summary>
/// A network that is small enough for differences and sums over every weight: two layers of convolution, batch norm and
/// ReLU with a skip, a mean over positions, a linear map to three classes; 64 bits, six images of 2 x 4 x 4.
/// </summary>
internal sealed class SmallNetwork : nn.Module<Tensor, Tensor>
{
    public const int Images = 6, Channels = 2, Side = 4, Classes = 3;

    private readonly Conv2d first = nn.Conv2d(Channels, 4, 3, padding: 1, bias: false);
    private readonly BatchNorm2d norm = nn.BatchNorm2d(4);
    private readonly ReLU relu = nn.ReLU();
    private readonly Conv2d second = nn.Conv2d(4, 4, 3, padding: 1, bias: false);
    private readonly Conv2d unused = nn.Conv2d(4, 4, 1, bias: false);
    private readonly ReLU last = nn.ReLU();
    private readonly Linear head = nn.Linear(4, Classes);

    public SmallNetwork(ulong seed) : base(nameof(SmallNetwork))
    {
        RegisterComponents();
        this.to(ScalarType.Float64);
        int layer = 0;
        using IDisposable noGradients = no_grad();
        foreach (Parameter parameter in parameters()) parameter.copy_(Normal(parameter.shape, seed, layer++, 0.5f));
    }

    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = relu.call(norm.call(first.call(input)));
        unused.call(x);
        Tensor y = last.call(second.call(x).Plus(x));
        return head.call(y.mean([2, 3])).MoveToOuterDisposeScope();
    }

    public static Tensor Batch(ulong seed) => Normal([Images, Channels, Side, Side], seed, 100, 1);

    public static Tensor Labels() => tensor(new long[] { 0, 1, 2, 2, 1, 0 });

    public static Tensor Normal(long[] shape, ulong seed, int layer, float deviation)
    {
        float[] numbers = new float[shape.Aggregate(1L, (a, b) => a * b)];
        new RandomStream(seed, 0, layer, RandomPurpose.Weight).FillNormal(numbers, deviation);
        return tensor(numbers).reshape(shape).to(ScalarType.Float64);
    }
}
