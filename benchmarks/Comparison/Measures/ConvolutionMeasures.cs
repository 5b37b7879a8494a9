using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Benchmarks.Comparison.Harness;
using MomentsDnns.Benchmarks.Obvious;
using TorchSharp;
using static TorchSharp.torch;

namespace MomentsDnns.Benchmarks.Comparison.Measures;

/// <summary>The 3 x 3 convolution of signal and noise alone; drawing the weights is not in it, transforming them is.</summary>
internal static class ConvolutionMeasures
{
    public static void Ours(Setting setting, int repeats)
    {
        NativeRuntime.Configure();
        using DisposeScope scope = NewDisposeScope();
        Tensor twin = Inputs.Images(1, 2 * setting.Batch, setting.Width, Setting.Side);
        Tensor output = Inputs.Images(2, 2 * setting.Batch, setting.Width, Setting.Side);
        Tensor weights = Inputs.Normal(3, 9, setting.Width, setting.Width);
        foreach (Boundary boundary in Enum.GetValues<Boundary>())
        {
            using ConvolutionPlan plan = new(new ConvolutionShape
            {
                InputChannels = setting.Width,
                OutputChannels = setting.Width,
                Height = Setting.Side,
                Width = Setting.Side,
                Boundary = boundary,
            });
            Child.Tell(boundary.ToString(), Clock.Milliseconds(repeats, () => plan.Apply(twin, weights, output)));
        }
    }

    /// <summary>Pad and convolve, NCHW: the two tensors one after the other, or as one that was stacked before.</summary>
    public static void Obvious(Setting setting, int repeats, bool isStacked)
    {
        using IDisposable noGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor twin = Inputs.Normal(1, 2 * setting.Batch, setting.Width, Setting.Side, Setting.Side);
        Tensor x = twin.narrow(0, 0, setting.Batch), dx = twin.narrow(0, setting.Batch, setting.Batch);
        Tensor weights = Inputs.Normal(3, setting.Width, setting.Width, 3, 3);
        foreach (ObviousBoundary boundary in Enum.GetValues<ObviousBoundary>())
        {
            Child.Tell(boundary.ToString(), Clock.Milliseconds(repeats, () =>
            {
                using DisposeScope inner = NewDisposeScope();
                if (isStacked) ObviousOperations.Convolve(twin, weights, boundary);
                else ObviousOperations.Convolve(x, dx, weights, boundary);
            }));
        }
    }
}
