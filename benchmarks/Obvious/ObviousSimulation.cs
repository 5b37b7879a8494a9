using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Benchmarks.Obvious;

/// <summary>One simulation: signal and noise on their way through a network of fresh layers.</summary>
public sealed class ObviousSimulation : IDisposable
{
    // Its fourth power, and the products of a layer, are far from the end of 32 bits.
    private const double LargestNoise = 1e6;

    private readonly ObviousNetwork _network;
    private readonly ObviousRecorder _recorder;
    private (Tensor X, Tensor Dx) _pair;

    /// <summary>Starts behind the first convolution.</summary>
    /// <param name="network">The layers.</param>
    /// <param name="recorder">Where statistics go; it knows the network's input.</param>
    /// <param name="x">The signal at depth 0, which stays the caller's.</param>
    /// <param name="dx">The noise at depth 0.</param>
    public ObviousSimulation(ObviousNetwork network, ObviousRecorder recorder, Tensor x, Tensor dx)
    {
        (_network, _recorder) = (network, recorder);
        _pair = (x.alias().DetachFromDisposeScope(), dx.alias().DetachFromDisposeScope());
    }

    /// <summary>The whole program: images in, statistics of every <paramref name="recordStep"/>-th depth out.</summary>
    public static IReadOnlyList<ObviousRecord> Run(ObviousOptions options, Tensor images, int depth, int recordStep)
    {
        using IDisposable noGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        ObviousNetwork network = new(options);
        Tensor x = Standardise(options.KernelSize == 1 ? images.flatten(1) : images);
        Tensor dx = randn_like(x);
        dx = dx / (dx * dx).mean(ObviousOperations.AllButChannels(dx), keepdim: true).sqrt();
        ObviousRecorder recorder = new(ObviousRecorder.LogSnr(x, dx));
        (Tensor x0, Tensor dx0) = network.First(x, dx, network.DrawFirst((int)x.shape[1]));
        using ObviousSimulation simulation = new(network, recorder, x0, dx0);
        for (int l = 1; l <= depth; l++) simulation.Step(l, l % recordStep == 0);
        return recorder.Records;
    }

    /// <summary>One layer or unit with fresh weights.</summary>
    public void Step(int depth, bool isRecorded)
    {
        using DisposeScope scope = NewDisposeScope();
        Step(depth, isRecorded, _network.DrawUnit());
    }

    /// <summary>One layer or unit with given weights.</summary>
    public void Step(int depth, bool isRecorded, Tensor[] weights)
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor x, Tensor dx) = _network.Unit(_pair, weights, depth, isRecorded ? _recorder : null);
        double size = dx.norm().item<float>() / Math.Sqrt(dx.NumberOfElements);
        if (size > LargestNoise)
        {
            dx = dx / size;
            _recorder.LogNoiseScale += Math.Log(size);
        }

        Dispose();
        _pair = (x.DetachFromDisposeScope(), dx.DetachFromDisposeScope());
    }

    /// <summary>Gives the tensors back.</summary>
    public void Dispose()
    {
        _pair.X.Dispose();
        _pair.Dx.Dispose();
    }

    private static Tensor Standardise(Tensor images)
    {
        long[] others = ObviousOperations.AllButChannels(images);
        Tensor centred = images - images.mean(others, keepdim: true);
        return centred / (centred * centred).mean(others, keepdim: true).sqrt();
    }
}
