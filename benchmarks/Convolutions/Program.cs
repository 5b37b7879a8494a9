// Times the direct, the Winograd and the Fourier convolution in turn in one process and prints medians and their ratios.
//
//   dotnet run -c Release --project benchmarks/Convolutions -- [--rounds 7] [--double] [--boundary zero] [--kernel-size 5] [--threads 1] [--cpu-time] [CASE..]
//
// A case is CHANNELS,SIDE,IMAGES such as 512,16,128; without cases a table over widths, sides and batches is made.
// --cpu-time counts the process's processor time, not the wall's: with one thread it stays comparable while other processes
// share the machine. The environment that the study used: MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=100000000000
// MALLOC_TOP_PAD_=268435456 GOMP_SPINCOUNT=1000.
using System.Diagnostics;
using System.Globalization;
using MomentsDnns.Architectures.Convolutions;
using MomentsDnns.Architectures.Numerics;
using MomentsDnns.Architectures.Random;
using TorchSharp;
using static TorchSharp.torch;

int rounds = 7;
ScalarType precision = float32;
Boundary boundary = Boundary.Periodic;
bool cpuTime = false;
int kernelSize = 3;
List<int[]> cases = [];
for (int i = 0; i < args.Length; i++)
{
    switch (args[i])
    {
        case "--rounds": rounds = int.Parse(args[++i], CultureInfo.InvariantCulture); break;
        case "--threads": set_num_threads(int.Parse(args[++i], CultureInfo.InvariantCulture)); break;
        case "--kernel-size": kernelSize = int.Parse(args[++i], CultureInfo.InvariantCulture); break;
        case "--cpu-time": cpuTime = true; break;
        case "--double": precision = float64; break;
        case "--boundary": boundary = Enum.Parse<Boundary>(args[++i], ignoreCase: true); break;
        default: cases.Add([.. args[i].Split(',').Select(part => int.Parse(part, CultureInfo.InvariantCulture))]); break;
    }
}

if (cases.Count == 0)
{
    foreach (int side in (int[])[4, 8, 16, 32])
    {
        foreach (int images in (int[])[2, 16, 128])
        {
            foreach (int channels in (int[])[16, 32, 64, 128, 256, 512])
            {
                // 128 images of 512 channels at 32 x 32 would take 5 GB.
                if ((long)channels * side * side * images <= 1 << 24) cases.Add([channels, side, images]);
            }
        }
    }
}

Console.WriteLine($"{precision}, {boundary}, {get_num_threads()} threads, medians of {rounds} rounds in turn, " +
    (cpuTime ? "processor time" : "wall time"));
ConvolutionAlgorithm[] algorithms =
[
    ConvolutionAlgorithm.Direct,
    .. kernelSize == 3 ? [ConvolutionAlgorithm.Winograd] : Array.Empty<ConvolutionAlgorithm>(),
    .. boundary == Boundary.Periodic ? [ConvolutionAlgorithm.Fourier] : Array.Empty<ConvolutionAlgorithm>(),
];
Console.WriteLine("| channels | side | images |" + string.Concat(algorithms.Select(a => $" {a} ms |"))
    + string.Concat(algorithms[1..].Select(a => $" direct / {a} |")) + string.Concat(algorithms.Select(a => $" error {a} |")));
Console.WriteLine("|---|---|---|" + string.Concat(Enumerable.Repeat("---|", 3 * algorithms.Length - 1)));
foreach (int[] sizes in cases) Measure(sizes[0], sizes[1], sizes[2]);

void Measure(int channels, int side, int count)
{
    using DisposeScope scope = NewDisposeScope();
    ConvolutionShape shape = new()
    {
        InputChannels = channels,
        OutputChannels = channels,
        Height = side,
        Width = side,
        KernelSize = kernelSize,
        Boundary = boundary,
        Precision = precision,
    };
    ConvolutionPlan[] plans = [.. algorithms.Select(algorithm => new ConvolutionPlan(shape, algorithm))];
    Tensor images = ChannelsLast.Images(Normal((long)count * side * side * channels, 1).view(-1, channels), count, side, side);
    Tensor output = zeros_like(images); // outputs take turns in buffers in the product too
    int taps = kernelSize * kernelSize;
    Tensor weights = Normal((long)taps * channels * channels, 2).view(taps, channels, channels) * Math.Sqrt(2.0 / (taps * channels));
    weights = weights.to(precision);
    List<double>[] times = [.. plans.Select(_ => new List<double>())];

    // Small cases are repeated within a round, so that a round takes a millisecond at least.
    int repeats = (int)Math.Clamp(200_000_000L / ((long)count * side * side * channels * channels * 9), 1, 50);
    for (int round = -2; round < rounds; round++)
    {
        for (int plan = 0; plan < plans.Length; plan++)
        {
            double start = Milliseconds();
            for (int repeat = 0; repeat < repeats; repeat++) plans[plan].Apply(images, weights, output);
            if (round >= 0) times[plan].Add((Milliseconds() - start) / repeats);
        }
    }

    double[] medians = [.. times.Select(Median)], errors = Errors(shape, plans, images, weights);
    Console.WriteLine($"| {channels} | {side} | {count} |" + string.Concat(medians.Select(time => Text($" {time:0.000} |")))
        + string.Concat(medians[1..].Select(time => Text($" {medians[0] / time:0.00} |"))) + string.Concat(errors.Select(error => Text($" {error:0.0e0} |"))));
    foreach (ConvolutionPlan plan in plans) plan.Dispose();
}

// Relative L2 distances to the direct sum in float64, over at most eight images.
double[] Errors(ConvolutionShape shape, ConvolutionPlan[] plans, Tensor images, Tensor weights)
{
    Tensor few = images.narrow(0, 0, Math.Min(8, images.shape[0]));
    using ConvolutionPlan exact = new(shape with { Precision = float64 }, ConvolutionAlgorithm.Direct);
    Tensor expected = exact.Apply(few.to(float64), weights.to(float64));
    double norm = expected.norm().item<double>();
    return [.. plans.Select(plan => (plan.Apply(few, weights).to(float64) - expected).norm().item<double>() / norm)];
}

static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

Tensor Normal(long count, int layer)
{
    float[] values = new float[count];
    new RandomStream(0, 0, layer, default).FillNormal(values);
    return tensor(values).to(precision);
}

double Milliseconds() => cpuTime
    ? Environment.CpuUsage.TotalTime.TotalMilliseconds
    : Stopwatch.GetElapsedTime(0).TotalMilliseconds;

static double Median(List<double> values)
{
    values.Sort();
    return values[values.Count / 2];
}
