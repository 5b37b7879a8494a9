// Times the direct and the Winograd convolution in turn in one process and prints medians and their ratio.
//
//   dotnet run -c Release --project benchmarks/Convolutions -- [--rounds 7] [--double] [--boundary zero] [--threads 1] [--cpu-time] [CASE..]
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
List<int[]> cases = [];
for (int i = 0; i < args.Length; i++)
{
    switch (args[i])
    {
        case "--rounds": rounds = int.Parse(args[++i], CultureInfo.InvariantCulture); break;
        case "--threads": set_num_threads(int.Parse(args[++i], CultureInfo.InvariantCulture)); break;
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
Console.WriteLine("| channels | side | images | direct ms | winograd ms | direct / winograd | error direct | error winograd |");
Console.WriteLine("|---|---|---|---|---|---|---|---|");
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
        Boundary = boundary,
        Precision = precision,
    };
    using ConvolutionPlan direct = new(shape, ConvolutionAlgorithm.Direct);
    using ConvolutionPlan winograd = new(shape, ConvolutionAlgorithm.Winograd);
    Tensor images = ChannelsLast.Images(Normal((long)count * side * side * channels, 1).view(-1, channels), count, side, side);
    Tensor weights = Normal(9L * channels * channels, 2).view(9, channels, channels) * Math.Sqrt(2.0 / (9 * channels));
    weights = weights.to(precision);
    ConvolutionPlan[] plans = [direct, winograd];
    List<double>[] times = [[], []];

    // Small cases are repeated within a round, so that a round takes a millisecond at least.
    int repeats = (int)Math.Clamp(200_000_000L / ((long)count * side * side * channels * channels * 9), 1, 50);
    for (int round = -2; round < rounds; round++)
    {
        for (int plan = 0; plan < plans.Length; plan++)
        {
            double start = Milliseconds();
            for (int repeat = 0; repeat < repeats; repeat++) plans[plan].Apply(images, weights).Dispose();
            if (round >= 0) times[plan].Add((Milliseconds() - start) / repeats);
        }
    }

    (double directTime, double winogradTime) = (Median(times[0]), Median(times[1]));
    (double directError, double winogradError) = Errors(shape, plans, images, weights);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"| {channels} | {side} | {count} | {directTime:0.000} | {winogradTime:0.000} | {directTime / winogradTime:0.00} | " +
        $"{directError:0.0e0} | {winogradError:0.0e0} |"));
}

// Relative L2 distance to the direct sum in float64, over at most eight images.
(double Direct, double Winograd) Errors(ConvolutionShape shape, ConvolutionPlan[] plans, Tensor images, Tensor weights)
{
    Tensor few = images.narrow(0, 0, Math.Min(8, images.shape[0]));
    using ConvolutionPlan exact = new(shape with { Precision = float64 }, ConvolutionAlgorithm.Direct);
    Tensor expected = exact.Apply(few.to(float64), weights.to(float64));
    double norm = expected.norm().item<double>();
    double[] errors = [.. plans.Select(plan => (plan.Apply(few, weights).to(float64) - expected).norm().item<double>() / norm)];
    return (errors[0], errors[1]);
}

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
