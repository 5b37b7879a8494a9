using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Benchmarks.Obvious;

/// <summary>The layers of a network, with weights that the caller draws.</summary>
public sealed class ObviousNetwork(ObviousOptions options)
{
    private bool IsFullyConnected => options.KernelSize == 1;

    /// <summary>Which network.</summary>
    public ObviousOptions Options => options;

    /// <summary>The weights of the first convolution, N(0, 1/fan-in).</summary>
    public Tensor DrawFirst(int channels) => Draw(channels, 1);

    /// <summary>The weights of one layer or unit, N(0, 2/fan-in).</summary>
    public Tensor[] DrawUnit() => [.. Enumerable.Range(0, options.Convolutions).Select(_ => Draw(options.Width, 2))];

    /// <summary>The first convolution, of stride 2; of features in the fully connected case.</summary>
    public (Tensor X, Tensor Dx) First(Tensor x, Tensor dx, Tensor weights) =>
        ObviousOperations.Convolve(x, dx, weights, options.Boundary, IsFullyConnected ? 1 : 2);

    /// <summary>One layer or residual unit; statistics are taken where a recorder is given.</summary>
    public (Tensor X, Tensor Dx) Unit((Tensor X, Tensor Dx) input, Tensor[] weights, int depth, ObviousRecorder? recorder)
    {
        using DisposeScope scope = NewDisposeScope();
        recorder?.Take(depth, ObviousPlace.Input, input);
        (Tensor x, Tensor dx) = options.IsResidual
            ? Residual(input, weights, depth, recorder)
            : Feedforward(input, weights[0], depth, recorder);
        return ObviousOperations.Keep(x, dx);
    }

    private (Tensor X, Tensor Dx) Feedforward((Tensor X, Tensor Dx) pair, Tensor weights, int depth, ObviousRecorder? recorder)
    {
        pair = ObviousOperations.Convolve(pair.X, pair.Dx, weights, options.Boundary);
        recorder?.Take(depth, ObviousPlace.Convolution, pair);
        pair = Normalized(pair, depth, recorder);
        pair = Replace(pair, ObviousOperations.Relu(pair.X, pair.Dx));
        recorder?.Take(depth, ObviousPlace.Activation, pair);
        return pair;
    }

    private (Tensor X, Tensor Dx) Residual((Tensor X, Tensor Dx) input, Tensor[] weights, int depth, ObviousRecorder? recorder)
    {
        (Tensor X, Tensor Dx) pair = (input.X.alias(), input.Dx.alias());
        for (int layer = 0; layer < weights.Length; layer++)
        {
            ObviousRecorder? ofLayer = layer == 0 ? recorder : null;
            pair = Normalized(pair, depth, ofLayer);
            pair = Replace(pair, ObviousOperations.Relu(pair.X, pair.Dx));
            ofLayer?.Take(depth, ObviousPlace.Activation, pair);
            pair = Replace(pair, ObviousOperations.Convolve(pair.X, pair.Dx, weights[layer], options.Boundary));
            ofLayer?.Take(depth, ObviousPlace.Convolution, pair);
        }

        recorder?.Take(depth, ObviousPlace.Branch, pair);
        pair = ObviousOperations.Add(input, pair);
        recorder?.Take(depth, ObviousPlace.Sum, pair);
        return pair;
    }

    private (Tensor X, Tensor Dx) Normalized((Tensor X, Tensor Dx) pair, int depth, ObviousRecorder? recorder)
    {
        if (!options.HasNorm) return pair;
        pair = Replace(pair, ObviousOperations.Normalize(pair.X, pair.Dx, options.NormEpsilon));
        recorder?.Take(depth, ObviousPlace.Norm, pair);
        return pair;
    }

    // Memory goes back as soon as the next step has been made, as where references are counted.
    private static (Tensor X, Tensor Dx) Replace((Tensor X, Tensor Dx) old, (Tensor X, Tensor Dx) made)
    {
        old.X.Dispose();
        old.Dx.Dispose();
        return made;
    }

    private Tensor Draw(int inputs, double gain)
    {
        (int k, int width) = (options.KernelSize, options.Width);
        using DisposeScope scope = NewDisposeScope();
        Tensor normal = IsFullyConnected ? randn([inputs, width]) : randn([width, inputs, k, k]);
        return (normal * Math.Sqrt(gain / (inputs * k * k))).MoveToOuterDisposeScope();
    }
}
