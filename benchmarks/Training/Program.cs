using System.Diagnostics;
using System.Globalization;
using MomentsDnns.Architectures.Activations;
using MomentsDnns.Architectures.Networks;
using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Benchmarks.Training;
using MomentsDnns.Training;
using TorchSharp;
using static TorchSharp.torch;

// Steps per second of the trainer against the same net, optimizer and batches written directly in TorchSharp. Rounds take turns; the
// ratio is taken within a round, its median printed with the least and the greatest.
NativeRuntime.Configure();
int rounds = Option("--rounds", 7), steps = Option("--steps", 12), scale = Option("--width-times", 1);
ActivationKind tanh = ActivationCatalog.Find("tanh")!;
(string Name, NetworkOptions Network, int Side, int Channels, int Batch)[] nets =
[
    ("tanh, fully connected, 20 x 300", new() { Depth = 20, Width = 300 * scale, KernelSize = 1, Activation = tanh, Initialization = InitializationKind.Gaussian, BiasVariance = 0.05 }, 28, 1, 256),
    ("batch-norm, fully connected, 40 x 64", new() { Depth = 40, Width = 64 * scale, KernelSize = 1, Norm = NormKind.Batch }, 16, 1, 64),
    ("vanilla, 6 x 32", new() { Depth = 6, Width = 32 * scale }, 32, 3, 64),
    ("batch-norm feedforward, 6 x 32", new() { Depth = 6, Width = 32 * scale, Norm = NormKind.Batch }, 32, 3, 64),
    ("batch-norm resnet, 3 x 2 x 32", new() { Depth = 3, Width = 32 * scale, Norm = NormKind.Batch, Topology = Topology.Residual }, 32, 3, 64),
];
Console.WriteLine(FormattableString.Invariant($"{rounds} rounds of {steps} steps, {get_num_threads()} threads"));
Console.WriteLine("| net | optimizer | ours, steps/s | ours / direct |");
Console.WriteLine("| --- | --- | --- | --- |");
foreach ((string name, NetworkOptions network, int side, int channels, int batch) in nets)
{
    foreach (OptimizerKind optimizer in Enum.GetValues<OptimizerKind>())
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor images = randn([1024, channels, side, side]), labels = randint(0, 10, [1024], ScalarType.Int64);
        int inputs = network.IsFullyConnected ? channels * side * side : channels;
        // Judging is no part of a step: few images, at the first step and the last.
        TrainingOptions options = new() { Optimizer = optimizer, Rate = 1e-4, Steps = int.MaxValue, BatchSize = batch, Records = 2, JudgedImages = 2 };
        using TrainableNetwork trainable = new(new() { Network = network }, inputs, 1, 0);
        using Trainer trainer = new(trainable, new(images, labels), options);
        using DirectNetwork direct = new(network, inputs, 10);
        using optim.Optimizer theirs = optimizer == OptimizerKind.Adam ? optim.Adam(direct.parameters(), 1e-4) : optim.SGD(direct.parameters(), 1e-4, momentum: 0.9);
        List<double> speeds = [], ratios = [];
        for (int round = 0; round <= rounds; round++)
        {
            double ours = 0, plain = 0;
            foreach (bool isOurs in round % 2 == 0 ? new[] { true, false } : [false, true])
            {
                if (isOurs) ours = Time(() => Advance(trainer, steps));
                else plain = Time(() => Direct(direct, theirs, images, labels, batch, steps));
            }

            if (round == 0) continue; // warms up
            speeds.Add(steps / ours);
            ratios.Add(plain / ours);
        }

        Console.WriteLine($"| {name} | {optimizer} | {Text(speeds, "F1")} | {Text(ratios, "F2")} |");
    }
}

static void Advance(Trainer trainer, int steps)
{
    int end = trainer.Step + steps;
    using CancellationTokenSource source = new();
    try
    {
        trainer.Run(new() { Stepped = step => EndAt(step == end) }, source.Token);
    }
    catch (OperationCanceledException)
    {
        // so many steps were asked for
    }

    void EndAt(bool due)
    {
        if (due) source.Cancel();
    }
}

static void Direct(DirectNetwork network, optim.Optimizer optimizer, Tensor images, Tensor labels, int batch, int steps)
{
    network.train();
    for (int step = 0; step < steps; step++)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor indices = randperm(images.shape[0], ScalarType.Int64).narrow(0, 0, batch);
        optimizer.zero_grad();
        Tensor loss = nn.functional.cross_entropy(network.call(images.index_select(0, indices)), labels.index_select(0, indices));
        loss.backward();
        optimizer.step();
        if (!double.IsFinite(loss.item<float>())) throw new InvalidOperationException("the loss is not finite");
    }
}

int Option(string name, int usual)
{
    int place = Array.IndexOf(args, name);
    return place < 0 ? usual : int.Parse(args[place + 1], CultureInfo.InvariantCulture);
}

static double Time(Action work)
{
    long start = Stopwatch.GetTimestamp();
    using (NewDisposeScope()) work();
    return Stopwatch.GetElapsedTime(start).TotalSeconds;
}

static string Text(List<double> values, string format)
{
    double[] sorted = [.. values.Order()];
    return string.Join(' ', sorted[sorted.Length / 2].ToString(format, CultureInfo.InvariantCulture),
        $"[{sorted[0].ToString(format, CultureInfo.InvariantCulture)}, {sorted[^1].ToString(format, CultureInfo.InvariantCulture)}]");
}
