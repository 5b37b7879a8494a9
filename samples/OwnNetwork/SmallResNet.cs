using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MomentsDnns.Samples.OwnNetwork;

/// <summary>A residual network as a user of TorchSharp writes it: three blocks of normalization, ReLU and convolution.</summary>
internal sealed class SmallResNet : nn.Module<Tensor, Tensor>
{
    private const long Width = 32;

    private readonly Conv2d stem = nn.Conv2d(3, Width, 3L, padding: 1L, stride: 2L);
    private readonly ModuleList<nn.Module<Tensor, Tensor>> blocks = [new Block(), new Block(), new Block(), new Block()];
    private readonly AdaptiveAvgPool2d pool = nn.AdaptiveAvgPool2d(1);
    private readonly Linear head = nn.Linear(Width, 10);

    public SmallResNet() : base(nameof(SmallResNet)) => RegisterComponents();

    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = stem.call(input);
        foreach (nn.Module<Tensor, Tensor> block in blocks) x = block.call(x);
        return head.call(pool.call(x).flatten(1)).MoveToOuterDisposeScope();
    }

    private sealed class Block : nn.Module<Tensor, Tensor>
    {
        private readonly BatchNorm2d norm = nn.BatchNorm2d(Width);
        private readonly ReLU activation = nn.ReLU();
        private readonly Conv2d conv = nn.Conv2d(Width, Width, 3L, padding: 1L);

        public Block() : base(nameof(Block)) => RegisterComponents();

        public override Tensor forward(Tensor input)
        {
            using DisposeScope scope = NewDisposeScope();
            return (input + conv.call(activation.call(norm.call(input)))).MoveToOuterDisposeScope();
        }
    }
}
