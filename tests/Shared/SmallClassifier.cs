using MomentsDnns.Architectures.Random;
using MomentsDnns.Datasets;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MomentsDnns.Tests;

/// <summary>
/// What can be learned of a dataset's classes: a linear map of the pixels, or a small convolutional net, trained by
/// Adam on the cross-entropy. Pixels are standardised by the channels' means and deviations over the training images.
/// </summary>
internal sealed class SmallClassifier : IDisposable
{
    private const int Batch = 50;

    private readonly List<Parameter> _parameters = [];
    private readonly Func<SmallClassifier, Tensor, Tensor> _logits;
    private readonly ulong _seed;

    private SmallClassifier(ulong seed, Func<SmallClassifier, Tensor, Tensor> logits) => (_seed, _logits) = (seed, logits);

    /// <summary>softmax(W x + b) of the flattened image; W begins at 0.</summary>
    public static SmallClassifier Linear(IImageDataset images, int classes, ulong seed)
    {
        SmallClassifier made = new(seed, (net, x) => nn.functional.linear(x.flatten(1), net._parameters[0], net._parameters[1]));
        made.Add(0, classes, images.Channels * images.Height * images.Width);
        return made;
    }

    /// <summary>
    /// Three convolutions of 3 x 3 with 16, 32 and 32 channels, each with ReLU, a maximum over 2 x 2 after the first
    /// two, the mean over positions, a linear map: 14,000 weights. Weights begin normal with variance 2 over their fan.
    /// </summary>
    public static SmallClassifier Convolutional(IImageDataset images, int classes, ulong seed)
    {
        SmallClassifier made = new(seed, (net, x) =>
        {
            for (int layer = 0; layer < 3; layer++)
            {
                x = nn.functional.relu(nn.functional.conv2d(x, net._parameters[2 * layer], net._parameters[2 * layer + 1], padding: [1, 1]));
                if (layer < 2) x = nn.functional.max_pool2d(x, 2);
            }

            return nn.functional.linear(x.mean([2, 3]), net._parameters[6], net._parameters[7]);
        });
        made.Add(2, 16, images.Channels, 3, 3);
        made.Add(2, 32, 16, 3, 3);
        made.Add(2, 32, 32, 3, 3);
        made.Add(2, classes, 32);
        return made;
    }

    /// <summary>Trains, and tells the shares of images that are classified rightly after each epoch.</summary>
    /// <param name="dataset">The images.</param>
    /// <param name="split">Those to train on and those held out.</param>
    /// <param name="epochs">How often each image is seen.</param>
    /// <param name="rate">The rate of the first steps; it falls as a half cosine to 0.</param>
    public IReadOnlyList<(double Training, double HeldOut)> Train(ILabelledDataset dataset, LabelledSplit split, int epochs, double rate)
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor x, Tensor y) = Read(dataset, split.Training);
        (Tensor heldX, Tensor heldY) = Read(dataset, split.HeldOut);
        Tensor mean = x.mean([0, 2, 3], keepdim: true), deviation = x.std([0, 2, 3], keepdim: true);
        (x, heldX) = ((x - mean) / deviation, (heldX - mean) / deviation);
        using optim.Optimizer optimizer = optim.Adam(_parameters, rate);
        List<(double, double)> accuracies = [];
        int batches = split.Training.Count / Batch;
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            long[] order = Order(split.Training.Count, epoch);
            for (int batch = 0; batch < batches; batch++)
            {
                using DisposeScope step = NewDisposeScope();
                foreach (var group in optimizer.ParamGroups)
                    group.LearningRate = rate * 0.5 * (1 + Math.Cos(Math.PI * (epoch * batches + batch) / (epochs * batches)));
                Tensor chosen = tensor(order.AsSpan(batch * Batch, Batch).ToArray());
                optimizer.zero_grad();
                nn.functional.cross_entropy(_logits(this, x.index_select(0, chosen)), y.index_select(0, chosen)).backward();
                optimizer.step();
            }

            accuracies.Add((Accuracy(x, y), Accuracy(heldX, heldY)));
        }

        return accuracies;
    }

    public void Dispose() => _parameters.ForEach(parameter => parameter.Dispose());

    private void Add(double gain, params long[] sizes)
    {
        long fan = sizes[1..].Aggregate((a, b) => a * b);
        float[] weights = new float[sizes[0] * fan];
        new RandomStream(_seed, 0, _parameters.Count / 2, RandomPurpose.Weight).FillNormal(weights, (float)Math.Sqrt(gain / fan));
        _parameters.Add(new Parameter(tensor(weights).reshape(sizes).DetachFromDisposeScope()));
        _parameters.Add(new Parameter(zeros(sizes[0]).DetachFromDisposeScope()));
    }

    private long[] Order(int count, int epoch)
    {
        long[] order = [.. Enumerable.Range(0, count).Select(i => (long)i)];
        RandomStream stream = new(_seed, epoch, 0, RandomPurpose.Images);
        for (int i = 0; i < count - 1; i++)
        {
            int j = i + stream.NextInt32(count - i);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }

    private double Accuracy(Tensor x, Tensor y)
    {
        using IDisposable noGradients = no_grad();
        long right = 0;
        for (long from = 0; from < x.shape[0]; from += 500)
        {
            using DisposeScope scope = NewDisposeScope();
            long count = Math.Min(500, x.shape[0] - from);
            right += _logits(this, x.narrow(0, from, count)).argmax(1).eq(y.narrow(0, from, count)).sum().ToInt64();
        }

        return (double)right / x.shape[0];
    }

    private static (Tensor X, Tensor Y) Read(ILabelledDataset dataset, IReadOnlyList<int> images)
    {
        float[] pixels = new float[images.Count * dataset.Channels * dataset.Height * dataset.Width];
        new BatchSampler(dataset, 1).Read([.. images], pixels);
        long[] labels = [.. images.Select(i => (long)dataset.LabelOf(i))];
        return (tensor(pixels).reshape(images.Count, dataset.Channels, dataset.Height, dataset.Width), tensor(labels));
    }
}
