using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MomentsDnns.Toolkit.Tests.Training;

/// <summary>
/// A network that somebody else made: two convolutions with batch norm and ReLU, a mean over positions, a linear map.
/// One map is never used.
/// </summary>
internal sealed class OwnModule : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d first, second;
    private readonly BatchNorm2d norm, other;
    private readonly Linear unused = nn.Linear(2, 2), head;

    public OwnModule(int channels, int width, int classes) : base(nameof(OwnModule))
    {
        (first, second) = (nn.Conv2d(channels, width, 3, stride: 2, padding: 1, bias: false), nn.Conv2d(width, width, 3, stride: 2, padding: 1, bias: false));
        (norm, other) = (nn.BatchNorm2d(width), nn.BatchNorm2d(width));
        head = nn.Linear(width, classes);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = nn.functional.relu(norm.call(first.call(input)));
        x = nn.functional.relu(other.call(second.call(x)));
        return head.call(x.mean([2, 3])).MoveToOuterDisposeScope();
    }
}
